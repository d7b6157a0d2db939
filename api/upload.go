package api

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/sightline-readiness/sightline/readiness"
)

// uploaded reads the form with its files from the request itself, into memory: children's data touches no temporary file.
type uploaded struct{ request *http.Request }

// Resolve keeps the request for the operation.
func (u *uploaded) Resolve(ctx huma.Context) []error {
	u.request, _ = humago.Unwrap(ctx)
	return nil
}

func faulty(errs []error) error {
	var faults []*huma.ErrorDetail
	for _, err := range errs {
		var detail *huma.ErrorDetail
		if errors.As(err, &detail) {
			faults = append(faults, detail)
		}
	}
	return newProblem("invalid", together(faults), faults...)
}

// eachPart walks over the parts of a form with files; wanted names them for a person.
func (s *service) eachPart(r *http.Request, wanted string, read func(*multipart.Part) error) error {
	r.Body = http.MaxBytesReader(nil, r.Body, s.MaxUpload)
	parts, err := r.MultipartReader()
	if err != nil {
		return newProblem("media-type", "Send the files as multipart/form-data with the parts "+wanted+".")
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = read(part)
		}
		if err != nil {
			return s.unreadUpload(err)
		}
	}
}

func (s *service) unreadUpload(err error) error {
	var tooLarge *http.MaxBytesError
	var dressed huma.StatusError
	switch {
	case errors.As(err, &tooLarge):
		return readiness.Errorf(readiness.TooLarge, "The files are larger than %d MB together, the most that this takes.", s.MaxUpload>>20)
	case errors.As(err, &dressed):
		return err
	}
	return newProblem("malformed", "The upload did not arrive whole.")
}
