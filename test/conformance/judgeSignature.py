"""Whether pyHanko finds every signature of a PDF, with its time stamp, valid, trusted by a root certificate, and covering the file."""
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

path, root = sys.argv[1:]
trusted = ValidationContext(trust_roots=[load_cert_from_pemder(root)])
with open(path, "rb") as file:
    signatures = PdfFileReader(file).embedded_signatures
    found = [validate_pdf_signature(each, trusted, ts_validation_context=trusted) for each in signatures]
for each in found:
    print(each.pretty_print_details())
sys.exit(0 if found and all(each.bottom_line for each in found) else 1)
