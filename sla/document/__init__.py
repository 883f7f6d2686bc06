"""Paper: a statement rendered, sealed and verified.

Printed once, as PDF/A-3 with the calculation inside, the same bytes on every machine (`render`). Sealed by appending a
PAdES signature that forbids every change and has exactly one way to be written (`seal`, `envelope`). Kept under the
hash of its bytes (`archive`). Whoever holds the file and the issuer's root certificate can check all of it without the
issuer: that no byte differs, whose seal it is, and that contract and figures come to these amounts (`verify`).

Nothing here imports WeasyPrint or pyHanko before it prints, seals or verifies: each takes a second to load.
"""
