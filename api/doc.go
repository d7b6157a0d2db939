// Package api is the hatch for machines: JSON over HTTP under /api/v1, with everything that a page can do.
//
// Every operation is one row with a rule: which scope of token, and which readiness.Action of the person it acts for; an operation without a rule
// cannot be registered. The rules of form are the `validate` tags of the command structs, asked once by internal/shape; the OpenAPI document is
// made from the same tags. Bodies and queries are read strictly: an unknown field is refused by name. Refusals are application/problem+json with
// a stable type, in the sentence that the rule wrote. A command carries its id in Idempotency-Key. Cookies are never read here.
package api
