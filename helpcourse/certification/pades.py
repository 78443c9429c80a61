"""The issuer's seal on a PDF: a PAdES signature with the site's own certificate, or with one that is configured.

It says that the file is as the issuer made it. It is not a national qualified signature, and its words say so. Needs
the extra `sign`; without it papers are as valid, since a verifier compares bytes.
"""

import io
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import load_pem_x509_certificate
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from helpcourse.certification.keys import KeyFolder
from helpcourse.certification.record import Record
from helpcourse.certification.wording import WORDS
from helpcourse.config import write_once

FIELD = "IssuerSeal"
_LASTS = timedelta(days=365 * 30)  # as long as papers are asked for; a lost key is replaced, not waited for
_ROOM_BESIDE = 4096  # bytes
_LONGEST_NAME = 64  # letters, of a certificate's


class _OwnSigner(SimpleSigner):
    """With the key that was read once: pyHanko's own reads it for every signature, which takes longer than to sign."""

    kept: RSAPrivateKey

    def sign_raw(self, data: bytes, _digest_algorithm: str) -> bytes:
        return self.kept.sign(data, PKCS1v15(), SHA256())


@dataclass(frozen=True, slots=True)
class Sealer:
    """Whoever holds the certificate."""

    signer: SimpleSigner
    room: int  # hex digits for a signature; without it pyHanko signs twice, first to see how long one is

    def seal(self, pdf: bytes, record: Record) -> bytes:
        """The file as it was, with a signature after its end: PDF/A and PDF/UA allow one that is not seen."""
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        unseen = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
        append_signature_field(writer, SigFieldSpec(FIELD, invis_sig_settings=unseen))
        said = PdfSignatureMetadata(
            field_name=FIELD,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            name=record.issuers[record.languages[0]],
            reason=" · ".join(WORDS[language].seal for language in record.languages),
        )
        with ThreadPoolExecutor(1) as apart:  # it begins an event loop, which a thread that has one refuses
            sign = partial(PdfSigner(said, self.signer).sign_pdf, bytes_reserved=self.room)
            sealed = apart.submit(sign, writer, in_place=False).result()
        return bytes(sealed.getbuffer())


def own_sealer(folder: KeyFolder, names: Mapping[str, str], *, now: datetime) -> Sealer:
    """With a certificate that the site makes of its own key, once a key."""
    keys = folder.signer()
    path = folder.root / f"{keys.rsa_name}.crt"
    if not path.exists():
        write_once(path, _certificate(keys.rsa, names, now=now).public_bytes(Encoding.PEM))
    der = keys.rsa.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    certificate = load_pem_x509_certificate(path.read_bytes()).public_bytes(Encoding.DER)
    signer = _OwnSigner(Certificate.load(certificate), PrivateKeyInfo.load(der), _no_others())
    signer.kept = keys.rsa
    return Sealer(signer, _room(signer))


def _no_others() -> SimpleCertificateStore:
    """Nobody stands between the certificate and itself."""
    return SimpleCertificateStore()  # type: ignore[no-untyped-call]  # it has no types


def configured_sealer(pkcs12: Path, password: str) -> Sealer:
    """With a certificate that was bought or given."""
    signer = SimpleSigner.load_pkcs12(str(pkcs12), passphrase=password.encode() or None)  # type: ignore[no-untyped-call]  # it has no types
    if signer is None:  # pyHanko logs what is wrong with a file, and answers with nothing
        raise ValueError(f"no key and certificate can be read from {pkcs12}")
    return Sealer(signer, _room(signer))


def _room(signer: SimpleSigner) -> int:
    """For the certificates that go into a signature, the signature itself, and what is signed beside the file."""
    certificates = [signer.signing_cert, *signer.cert_registry]
    return 2 * (sum(len(one.dump()) for one in certificates if one) + _ROOM_BESIDE)


def _certificate(key: RSAPrivateKey, names: Mapping[str, str], *, now: datetime) -> x509.Certificate:
    """Signed by itself: what it vouches for is that all papers are sealed by one and the same."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names["ru"][:_LONGEST_NAME])])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)  # signs, and cannot deny it
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now.astimezone(UTC) - timedelta(days=1))
        .not_valid_after(now.astimezone(UTC) + _LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, SHA256())
    )
