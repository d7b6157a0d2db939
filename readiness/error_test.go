package readiness_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

func TestRefusalIsFoundInsideOtherErrors(t *testing.T) {
	t.Parallel()
	refusal := readiness.Errorf(readiness.Conflict, "The review %s has ended.", "r-1")
	wrapped := fmt.Errorf("save review r-1: %w", refusal)
	if got := readiness.AsRefusal(wrapped); got != refusal || got.Error() != "The review r-1 has ended." {
		t.Errorf("got %v", got)
	}
	if !readiness.Conflict.Is(wrapped) || readiness.Forbidden.Is(wrapped) {
		t.Error("the code of a wrapped refusal")
	}
	for _, other := range []error{nil, errors.New("connection refused")} {
		if readiness.AsRefusal(other) != nil || readiness.Conflict.Is(other) {
			t.Errorf("%v is no refusal: a person must not read it", other)
		}
	}
}

func TestFieldErrorStandsBesideItsField(t *testing.T) {
	t.Parallel()
	err := readiness.FieldErrorf("until", "The new date must be after %s.", "today")
	want := readiness.FieldError{Field: "until", Message: "The new date must be after today."}
	if err.Code != readiness.Invalid || len(err.Fields) != 1 || err.Fields[0] != want || err.Message != want.Message {
		t.Fatalf("got %+v", err)
	}
}
