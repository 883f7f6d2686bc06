"""A certificate authority on loopback that vouches for a seal, confirms the time (RFC 3161) and answers OCSP."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

from sla.document.keys import SealKey
from sla.document.trust import Trust

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ec.EllipticCurvePublicKey


@dataclass(slots=True)
class Authority:
    """Its root, what it issued, and whom it no longer vouches for."""

    address: str
    private: ec.EllipticCurvePrivateKey
    root: x509.Certificate
    revoked: set[int] = field(default_factory=set)
    silent: bool = False
    """It takes requests and answers none."""
    clock: DummyTimeStamper | None = None
    desk: tuple[ec.EllipticCurvePrivateKey, x509.Certificate] | None = None
    """Who answers questions about certificates."""

    @property
    def stamps(self) -> str:
        return f"{self.address}/stamps"

    def issued(
        self, name: str, key: Key, *, answers: bool = False, stamps: bool = False, years: float = 3
    ) -> x509.Certificate:
        """A certificate for a seal, or for timestamps, that says where to ask about it."""
        begins = datetime.now(UTC).replace(microsecond=0) - timedelta(days=365)
        public = key if isinstance(key, ec.EllipticCurvePublicKey) else key.public_key()
        made = (
            x509.CertificateBuilder()
            .subject_name(named(name))
            .issuer_name(self.root.subject)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(begins + timedelta(days=365 * years))
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(usage(certify=False), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.private.public_key()), critical=False
            )
        )
        if answers:
            made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), critical=True)
            return made.add_extension(x509.OCSPNoCheck(), critical=False).sign(self.private, hashes.SHA256())
        made = made.add_extension(
            x509.AuthorityInformationAccess(
                [
                    x509.AccessDescription(
                        AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(f"{self.address}/ocsp")
                    )
                ]
            ),
            critical=False,
        )
        if stamps:
            made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        return made.sign(self.private, hashes.SHA256())

    def key(self, name: str = "Harbour Bank") -> SealKey:
        """A key to seal with."""
        private = ec.generate_private_key(ec.SECP256R1())
        return SealKey(private, self.issued(name, private), self.root)

    def trust(self) -> Trust:
        return Trust((self.root,), (self.root,))

    def name_root(self, file: Path) -> None:
        file.write_bytes(self.root.public_bytes(Encoding.PEM))

    def stamp(self, request: bytes) -> bytes:
        """The answer to a request for a timestamp."""
        if self.clock is None:
            private = rsa.generate_private_key(65537, 2048)
            self.clock = DummyTimeStamper(
                asn1_x509.Certificate.load(self.issued("Clock", private, stamps=True).public_bytes(Encoding.DER)),
                asn1_keys.PrivateKeyInfo.load(private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
            )
        answer: bytes = self.clock.request_tsa_response(tsp.TimeStampReq.load(request)).dump()
        return answer

    def status(self, request: bytes) -> bytes:
        """The answer to the question whether a certificate is still good."""
        if self.desk is None:
            private = ec.generate_private_key(ec.SECP256R1())
            self.desk = private, self.issued("Answers", private, answers=True, years=20)
        private, answers = self.desk
        asked = ocsp.load_der_ocsp_request(request)
        now = datetime.now(UTC)
        gone = asked.serial_number in self.revoked
        return (
            ocsp.OCSPResponseBuilder()
            .add_response_by_hash(
                asked.issuer_name_hash,
                asked.issuer_key_hash,
                asked.serial_number,
                asked.hash_algorithm,
                cert_status=ocsp.OCSPCertStatus.REVOKED if gone else ocsp.OCSPCertStatus.GOOD,
                this_update=now - timedelta(minutes=1),
                next_update=now + timedelta(days=1),
                revocation_time=now - timedelta(days=1) if gone else None,
                revocation_reason=None,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, answers)
            .certificates([answers])
            .sign(private, hashes.SHA256())
            .public_bytes(Encoding.DER)
        )


@contextmanager
def serving() -> Iterator[Authority]:
    """An authority, as long as the block lasts."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            stamps = self.path == "/stamps"
            if authority.silent:
                self.send_error(503)
                return
            answer = authority.stamp(asked) if stamps else authority.status(asked)
            self.send_response(200)
            kind = "application/timestamp-reply" if stamps else "application/ocsp-response"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- as its makers named it
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        private = ec.generate_private_key(ec.SECP384R1())
        authority = Authority(f"http://127.0.0.1:{server.server_port}", private, rooted("Authority", private))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield authority
        server.shutdown()
        thread.join()


def rooted(name: str, private: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    """A root of its own."""
    begins = datetime.now(UTC).replace(microsecond=0) - timedelta(days=365)
    return (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(name))
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=365 * 25))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(usage(certify=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
        .sign(private, hashes.SHA384())
    )


def usage(*, certify: bool) -> x509.KeyUsage:
    """What a root may do, or a seal."""
    seals = not certify
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=seals,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certify,
        crl_sign=certify,
        encipher_only=False,
        decipher_only=False,
    )


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
