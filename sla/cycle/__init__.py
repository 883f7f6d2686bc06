"""One contract, one period: its stages from open to issued, and who may move it on."""
