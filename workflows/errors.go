package workflows

import (
	"errors"
	"slices"

	"go.temporal.io/sdk/temporal"

	"github.com/sightline-readiness/sightline/readiness"
)

// toTemporal carries a refusal through Temporal, whole, as an error that is not tried again.
func toTemporal(err error) error {
	if refusal := readiness.AsRefusal(err); refusal != nil {
		return temporal.NewApplicationErrorWithOptions(refusal.Message, string(refusal.Code),
			temporal.ApplicationErrorOptions{NonRetryable: true, Details: []any{*refusal}})
	}
	return err
}

// fromTemporal takes a refusal out again; nil when err carries none.
func fromTemporal(err error) *readiness.Error {
	var app *temporal.ApplicationError
	if !errors.As(err, &app) || !app.HasDetails() || !slices.Contains(codes, readiness.Code(app.Type())) {
		return nil
	}
	var refusal readiness.Error
	if app.Details(&refusal) != nil || refusal.Message == "" {
		return nil
	}
	return &refusal
}

// codes are the types under which refusals travel.
var codes = []readiness.Code{
	readiness.Invalid, readiness.Forbidden, readiness.NotFound, readiness.Conflict, readiness.TooLarge, readiness.Unconfirmed, readiness.Unavailable,
}

// refused reports whether err carries a refusal: trying again would not help.
func refused(err error) bool { return fromTemporal(err) != nil }
