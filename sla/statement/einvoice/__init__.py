"""The statement as a credit note or invoice after EN 16931: one model, written as Factur-X (CII) and as UBL 2.1.

The total without tax is the statement's net, to the cent. Nothing about tax is guessed: what the contract or the
parties leave open is named, and then there is no e-invoice.
"""
