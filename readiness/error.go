package readiness

import (
	"errors"
	"fmt"
)

// Code says what kind of refusal an Error is; the doors turn it into a status.
type Code string

// The codes, from the caller's fault to ours.
const (
	Invalid     Code = "invalid"     // the form is not whole, or a value cannot be
	Forbidden   Code = "forbidden"   // this person may not do this
	NotFound    Code = "not_found"   // there is no such thing, or none that this person may see
	Conflict    Code = "conflict"    // it cannot be done now: somebody was faster, or the thing has moved on
	TooLarge    Code = "too_large"   // more bytes, rows or values than we take
	Unconfirmed Code = "unconfirmed" // asked, but nobody has answered yet: not a failure, look again with the same command id
	Unavailable Code = "unavailable" // a part of the service is away
)

// An Error is a refusal in a whole sentence for the person who reads it. It is written once, in the rule, and shown as it is.
type Error struct {
	Code    Code         `json:"code"`
	Message string       `json:"message"`
	Fields  []FieldError `json:"fields,omitempty"` // faults of single fields, in the form's order
}

// A FieldError is the sentence that belongs beside one field.
type FieldError struct {
	Field   string `json:"field"` // the field's json name
	Message string `json:"message"`
}

// Error returns the sentence.
func (e *Error) Error() string { return e.Message }

// Errorf makes an Error; format must give a whole sentence.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// FieldErrorf makes an Invalid error about one field (its json name).
func FieldErrorf(field, format string, args ...any) *Error {
	message := fmt.Sprintf(format, args...)
	return &Error{Code: Invalid, Message: message, Fields: []FieldError{{Field: field, Message: message}}}
}

// fieldFaults gathers what is wrong with single fields, so that a person hears all of it at once.
type fieldFaults []FieldError

func (f *fieldFaults) add(field, message string) { *f = append(*f, FieldError{field, message}) }

// err is an Invalid error about all of them; nil when there are none.
func (f fieldFaults) err() error {
	if len(f) == 0 {
		return nil
	}
	return &Error{Code: Invalid, Message: f[0].Message, Fields: f}
}

// AsRefusal returns the Error inside err, or nil when err is of another kind and must not be shown to a person.
func AsRefusal(err error) *Error {
	var refusal *Error
	if errors.As(err, &refusal) {
		return refusal
	}
	return nil
}

// Is reports whether err is an Error of this code.
func (c Code) Is(err error) bool {
	refusal := AsRefusal(err)
	return refusal != nil && refusal.Code == c
}
