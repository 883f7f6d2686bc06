"""Results into facts: met or missed, which band, how many steps, for how long. Facts never know money."""
