"""The engines that count logs of calls and tickets into figures; pandas lives here and nowhere below."""
