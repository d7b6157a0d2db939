package activities

import (
	"go.temporal.io/sdk/temporal"

	"github.com/sightline-readiness/sightline/readiness"
)

// final turns a refusal into an error that Temporal does not try again; anything else stays as it is and is tried again.
func final(err error) error {
	if refusal := readiness.AsRefusal(err); refusal != nil {
		return temporal.NewApplicationErrorWithOptions(refusal.Message, string(refusal.Code),
			temporal.ApplicationErrorOptions{NonRetryable: true, Cause: err, Details: []any{*refusal}})
	}
	return err
}
