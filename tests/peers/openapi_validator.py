"""Validates OpenAPI documents: a list of documents on standard input, a list of errors on standard output."""

import json
import sys

from openapi_spec_validator import OpenAPIV31SpecValidator

documents = json.load(sys.stdin)
complaints = [[error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] for document in documents]
json.dump(complaints, sys.stdout)
