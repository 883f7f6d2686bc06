"""The pages: portfolio, contract, scorecard, upload, approvals, statements."""
