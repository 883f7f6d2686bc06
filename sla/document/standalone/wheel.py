"""The verifier as a package of its own: the pure part of this program, what reads paper and seal, and one command.

It is put together from the files that run here, so that both judge alike, and its libraries are those of this
installation, by version. The same files make the same package, byte for byte.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import sla

NEEDS = ("cryptography", "asn1crypto", "pikepdf", "pyhanko", "marshmallow", "pyyaml", "babel", "tzdata")
PACKAGES = "values contract submission measurement evaluation settlement cycle statement".split()
PAPER = (
    "__init__ attachments certification contents der doubtful envelope judged logged moments reading register stamps "
    "tongue trust verdict verify standalone/__init__ standalone/look standalone/prove"
).split()
_LAID = (1980, 1, 1, 0, 0, 0)
_ABOUT = f"sla_verify-{sla.__version__}.dist-info"
FILE = f"sla_verify-{sla.__version__}-py3-none-any.whl"


@cache
def wheel() -> bytes:
    """The package, to be installed with pip."""
    whole, entries = io.BytesIO(), []
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in _parts():
            out.writestr(zipfile.ZipInfo(name, _LAID), content, zipfile.ZIP_DEFLATED)
            digest = base64.urlsafe_b64encode(sha256(content).digest()).rstrip(b"=").decode()
            entries.append(f"{name},sha256={digest},{len(content)}\n")
        record = "".join([*entries, f"{_ABOUT}/RECORD,,\n"])
        out.writestr(zipfile.ZipInfo(f"{_ABOUT}/RECORD", _LAID), record, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _parts() -> Iterator[tuple[str, bytes]]:
    home = Path(sla.__file__).parent
    files = [home / "__init__.py", home / "py.typed"]
    files += [file for each in PACKAGES for file in sorted((home / each).rglob("*")) if _ships(file)]
    files += [home / "document" / f"{each}.py" for each in PAPER]
    files += sorted((home / "document" / "languages").glob("*.po"))
    for file in files:
        yield f"sla/{file.relative_to(home).as_posix()}", file.read_bytes()
    yield f"{_ABOUT}/METADATA", _metadata().encode()
    yield f"{_ABOUT}/WHEEL", b"Wheel-Version: 1.0\nGenerator: sla\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    yield f"{_ABOUT}/entry_points.txt", b"[console_scripts]\nsla-verify = sla.document.standalone.look:main\n"


def _ships(file: Path) -> bool:
    return file.is_file() and "__pycache__" not in file.parts


def _metadata() -> str:
    needs = "".join(f"Requires-Dist: {name}=={version(name)}\n" for name in NEEDS)
    return (
        f"Metadata-Version: 2.1\nName: sla-verify\nVersion: {sla.__version__}\n"
        "Summary: Checks sealed statements: seal, whole file, and every amount.\n"
        f"License: Apache-2.0\nRequires-Python: >=3.11\n{needs}"
    )
