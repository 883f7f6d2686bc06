"""Proves from an old receipt whether a log is the one the receipt was written under. Needs Python 3.9 and nothing else.

    python3 prove.py --trust root.pem [--log LOG.jsonl] [--file FIGURES] RECEIPT.json...

A receipt is genuine if the issuer's key signed it: `--trust` is the issuer's root certificate, or that of the seal
itself, as you were given it at the beginning. The log is the one that `sla audit export` writes; it is followed from
its first entry to its last, and the entry that a receipt names must be in it with the same hash. With `--file`, the
figures are held against the receipt too. Ends with 0 only if everything holds.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

# What an entry's commitment covers, in the form that the log keeps it.
CONTENT = ("id", "at", "person", "organisation", "act", "agreement", "period", "detail", "written", "salt")
# P-256 and P-384 by their numbers in a certificate: p, b, the generator, the order, and the hash that is signed.
CURVES = {
    "2a8648ce3d030107": (
        2**256 - 2**224 + 2**192 + 2**96 - 1,
        0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
        (
            0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
            0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
        ),
        0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
        "sha256",
    ),
    "2b81040022": (
        2**384 - 2**128 - 2**96 + 2**32 - 1,
        0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
        (
            0xAA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7,
            0x3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F,
        ),
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
        "sha384",
    ),
}


class Exposed(Exception):
    """What does not hold."""


def canonical(value: object) -> bytes:
    """JSON with sorted keys and no spaces: what is signed and what is hashed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(errors="surrogatepass")


def parts(der: bytes) -> list[tuple[int, bytes, bytes]]:
    """What a piece of DER consists of: for each part its tag, its content, and the whole of it."""
    found, at = [], 0
    while at < len(der):
        start, length, at = at, der[at + 1], at + 2
        if length & 0x80:
            more = length & 0x7F
            length, at = int.from_bytes(der[at : at + more], "big"), at + more
        if at + length > len(der):
            raise Exposed("a certificate or signature is cut off")
        found.append((der[start], der[at : at + length], der[start : at + length]))
        at += length
    return found


def certificate(pem: str) -> tuple[bytes, str, tuple[int, int], bytes]:
    """What a certificate says, whole; the curve of its key and the key; the signature under it."""
    der = base64.b64decode("".join(line for line in pem.strip().splitlines() if not line.startswith("-----")))
    said, _, signature = parts(parts(der)[0][1])
    fields = [part for part in parts(said[1]) if part[0] != 0xA0]
    algorithm, key = parts(fields[5][1])
    point = key[1][2:]
    x, y = (int.from_bytes(half, "big") for half in (point[: len(point) // 2], point[len(point) // 2 :]))
    return said[2], parts(algorithm[1])[1][1].hex(), (x, y), signature[1][1:]


def added(one: tuple[int, int] | None, two: tuple[int, int] | None, p: int) -> tuple[int, int] | None:
    """The sum of two points of a curve whose a is -3; None is the point at infinity."""
    if one is None or two is None:
        return one or two
    (x1, y1), (x2, y2) = one, two
    if x1 == x2 and (y1 + y2) % p == 0:
        return None
    rise, run = (3 * x1 * x1 - 3, 2 * y1) if one == two else (y2 - y1, x2 - x1)
    slope = rise * pow(run, -1, p) % p
    x = (slope * slope - x1 - x2) % p
    return x, (slope * (x1 - x) - y1) % p


def times(factor: int, point: tuple[int, int] | None, p: int) -> tuple[int, int] | None:
    """A point added to itself so many times."""
    total = None
    while factor:
        total = added(total, point, p) if factor & 1 else total
        point, factor = added(point, point, p), factor >> 1
    return total


def signed_by(curve: str, key: tuple[int, int], content: bytes, signature: bytes) -> bool:
    """Whether an ECDSA signature is the key's, and over this content."""
    if curve not in CURVES:
        raise Exposed("a key is neither P-256 nor P-384, the kinds this script knows")
    p, b, generator, order, name = CURVES[curve]
    r, s = (int.from_bytes(part[1], "big") for part in parts(parts(signature)[0][1]))
    on_curve = max(key) < p and (key[1] ** 2 - (key[0] ** 3 - 3 * key[0] + b)) % p == 0
    if not (on_curve and 0 < r < order and 0 < s < order):
        return False
    number, back = int.from_bytes(hashlib.new(name, content).digest(), "big"), pow(s, -1, order)
    point = added(times(number * back % order, generator, p), times(r * back % order, key, p), p)
    return point is not None and point[0] % order == r


def genuine(given: dict[str, Any], trust: str) -> dict[str, Any]:
    """What a receipt says, once its signature has proved to be the issuer's."""
    said, curve, key, above = certificate(given["certificate"])
    roots = [certificate(each) for each in trust.split("-----END CERTIFICATE-----")[:-1]]
    if not any(said == root or signed_by(of, its, said, above) for root, of, its, _ in roots):
        raise Exposed("the receipt's certificate is not vouched for by the one you trust: it is a stranger's")
    if not signed_by(curve, key, canonical(given["receipt"]), base64.b64decode(given["signature"])):
        raise Exposed("the receipt is not what was signed: it or its signature was changed")
    return dict(given["receipt"])


def followed(lines: Iterable[str]) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Number, hash and (where it may be read) content of every entry of a log, each proved to follow the one before."""
    rows: Iterator[dict[str, Any]] = (json.loads(line) for line in lines if line.strip())
    head, number, digest = next(rows, {}), 0, "0" * 64
    for number, row in enumerate(rows, 1):
        if row["number"] != number:
            raise Exposed(
                f"entry {row['number']} of the log stands in the place of {number}: entries were taken or moved"
            )
        digest = hashlib.sha256(f"{digest}{row['commitment']}".encode()).hexdigest()
        if row["digest"] != digest:
            raise Exposed(f"entry {number} of the log does not follow from the entries before it")
        says = row.get("content", {})
        plain = {name: says[name] for name in CONTENT if says.get(name) is not None}
        if says and hashlib.sha256(canonical(plain)).hexdigest() != row["commitment"]:
            raise Exposed(f"entry {number} of the log does not say what it said")
        yield number, digest, says
    if (head.get("entries"), head.get("head")) != (number, digest):
        raise Exposed(f"the log ends after entry {number}, and says that it has {head.get('entries')}")


def held_against(receipt: dict[str, Any], log: dict[int, tuple[str, dict[str, Any]]]) -> None:
    """The entry that a receipt names is in the log, with the hash it had, and is about this file."""
    number, head = receipt["log"]["entry"], receipt["log"]["head"]
    if number not in log:
        raise Exposed(f"the log ends before entry {number}, which the receipt names: its end was taken away")
    digest, says = log[number]
    if digest != head:
        raise Exposed(f"history was rewritten: up to entry {number} it is not the log the receipt was made under")
    if says and json.loads(says["detail"]).get("sha256") != receipt["file"]["sha256"]:
        raise Exposed(f"entry {number} of the log is not about the file of the receipt")


def proved(receipts: list[dict[str, Any]], trust: str, lines: Iterable[str] | None, file: bytes | None) -> list[str]:
    """What holds, a sentence for each; raises `Exposed` at the first thing that does not."""
    said = [genuine(each, trust) for each in receipts]
    holds = [f"Genuine: {each['file']['name']}, received {each['received']}." for each in said]
    for each in said if file is not None else ():
        if hashlib.sha256(file or b"").hexdigest() != each["file"]["sha256"]:
            raise Exposed(f"the file is not the one that was received as {each['file']['name']}")
        holds.append("The file is the one that was received.")
    if lines is not None:
        log = {number: (digest, says) for number, digest, says in followed(lines)}
        for each in said:
            held_against(each, log)
        last = max(each["log"]["entry"] for each in said)
        holds.append(f"The log is whole, {len(log)} entries, and up to entry {last} it is what it was then.")
    return holds


def main() -> None:
    """Say what holds, or the first thing that does not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("receipts", nargs="+", type=Path)
    parser.add_argument("--trust", required=True, type=Path)
    for each in ("--log", "--file"):
        parser.add_argument(each, type=Path)
    given = parser.parse_args()
    try:
        receipts = [json.loads(each.read_text("utf-8")) for each in given.receipts]
        lines = given.log.read_text("utf-8").split("\n") if given.log else None
        holds = proved(receipts, given.trust.read_text("utf-8"), lines, given.file.read_bytes() if given.file else None)
    except (Exposed, OSError, ValueError, KeyError, IndexError, TypeError, AttributeError) as wrong:
        sys.exit(f"EXPOSED: {wrong if isinstance(wrong, Exposed) else f'a file cannot be read: {wrong!r}'}")
    sys.stdout.write("\n".join(holds) + "\n")


if __name__ == "__main__":
    main()
