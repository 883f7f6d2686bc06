"""Facts into money: tariffs, pools and limits, rounded once per line; the total is the sum of the lines."""
