package workflows_test

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"

	"go.temporal.io/sdk/temporal"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

// TestRefusalThroughTemporal takes refusals through the failure converter that every process uses, sealed, and wants them whole.
func TestRefusalThroughTemporal(t *testing.T) {
	t.Parallel()
	converter := workflows.Options("", "", seal(t, testKey), nil).FailureConverter
	for name, refusal := range map[string]*readiness.Error{
		"a conflict":     readiness.Errorf(readiness.Conflict, "head decided this on 9 April 2026 at 10:00: decide the review myself."),
		"beside a field": readiness.FieldErrorf("until", "4 April 2026 is not a working day."),
		"many fields":    {Code: readiness.Invalid, Message: "Two things.", Fields: []readiness.FieldError{{Field: "a", Message: "One."}, {Field: "b", Message: "Two."}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sent := workflows.ToTemporal(fmt.Errorf("wrapped: %w", refusal))
			if got := workflows.FromTemporal(sent); !reflect.DeepEqual(got, refusal) {
				t.Errorf("in the same process: got %+v", got)
			}
			failure := converter.ErrorToFailure(sent)
			text, err := protojson.Marshal(failure)
			if err != nil || strings.Contains(string(text), refusal.Message) || strings.Contains(string(text), "field") {
				t.Errorf("the failure shows the sentence: %s, %v", text, err)
			}
			if got := workflows.FromTemporal(converter.FailureToError(failure)); !reflect.DeepEqual(got, refusal) {
				t.Errorf("got %+v, want %+v", got, refusal)
			}
			var app *temporal.ApplicationError
			if !errors.As(converter.FailureToError(failure), &app) || !app.NonRetryable() || app.Type() != string(refusal.Code) {
				t.Errorf("a refusal is not tried again: %+v", app)
			}
		})
	}
}

func TestOtherErrorsAreNoRefusals(t *testing.T) {
	t.Parallel()
	if got := workflows.ToTemporal(io.ErrUnexpectedEOF); !errors.Is(got, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", got)
	}
	if got := workflows.ToTemporal(nil); got != nil {
		t.Errorf("got %v", got)
	}
	converter := workflows.Options("", "", seal(t, testKey), nil).FailureConverter
	for _, err := range []error{
		io.EOF, temporal.NewApplicationError("a fault", "fault"), temporal.NewApplicationError("a fault", "fault", "with details"),
		temporal.NewApplicationError("a fault", "fault", map[string]int{"message": 3}), temporal.NewCanceledError(),
	} {
		if got := workflows.FromTemporal(converter.FailureToError(converter.ErrorToFailure(err))); got != nil {
			t.Errorf("%v: got %+v", err, got)
		}
	}
	if got := workflows.FromTemporal(nil); got != nil {
		t.Errorf("nil: got %+v", got)
	}
}
