package api

import (
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const tagImports = "Imports"

func (s *service) imports() {
	see := []string{scopeRead, scopeImport}
	hand := []string{scopeImport}
	add(s, route{
		method: http.MethodGet, path: "/imports", id: "list-imports", tag: tagImports, summary: "The last 50 uploads, newest first", rule: may(readiness.ImportLists), scopes: see,
	}, s.listImports)
	add(s, route{
		method: http.MethodPost, path: "/imports", id: "upload-lists", tag: tagImports, summary: "Upload case lists to be read and checked",
		doc:  "Nothing is changed before you confirm. Answers 202 at once; ask the address in Location until the status is checked or refused.",
		rule: may(readiness.ImportLists), scopes: hand, status: http.StatusAccepted, upload: true,
	}, s.upload)
	s.api.OpenAPI().Paths["/imports"].Post.RequestBody = uploadBody() // only now, or huma would read the body itself
	add(s, route{
		method: http.MethodGet, path: "/imports/{id}", id: "get-import", tag: tagImports, summary: "One upload: how far it is, and what it would change", rule: may(readiness.ImportLists), scopes: see,
	}, s.getImport)
	add(s, route{
		method: http.MethodPost, path: "/imports/{id}/check", id: "check-import", tag: tagImports, summary: "Ask for the check again, when nobody has begun it",
		rule: may(readiness.ImportLists), scopes: hand,
	}, s.check)
	add(s, route{
		method: http.MethodGet, path: "/imports/{id}/findings", id: "list-findings", tag: tagImports, summary: "What the check noticed, row by row", rule: may(readiness.ImportLists), scopes: see,
	}, s.findings, asking[readiness.FindingQuery](s))
	add(s, route{
		method: http.MethodGet, path: "/imports/{id}/changes", id: "list-changes", tag: tagImports, summary: "Which cases it changes, or changed", rule: may(readiness.ImportLists), scopes: see,
	}, s.changes, asking[readiness.ChangeQuery](s))
	add(s, route{
		method: http.MethodPost, path: "/imports/{id}/confirm", id: "confirm-import", tag: tagImports, summary: "Confirm a checked upload: it is written whole or not at all",
		rule: may(readiness.ImportLists), scopes: hand, status: http.StatusAccepted,
	}, s.confirm)
	add(s, route{
		method: http.MethodPost, path: "/imports/{id}/discard", id: "discard-import", tag: tagImports, summary: "Throw a checked upload away", rule: may(readiness.ImportLists), scopes: hand,
	}, s.discard)
}

func (s *service) listImports(ctx context.Context, _ *nothing) (*reply[rows[readiness.Import]], error) {
	return all(s.Imports.Imports(ctx))
}

func (s *service) getImport(ctx context.Context, in *byID) (*reply[readiness.Import], error) {
	return answer(s.Imports.Import(ctx, in.ID))
}

type ofImport[Q any] struct {
	ID    string `path:"id" maxLength:"64"`
	Query query[Q]
}

func (s *service) findings(ctx context.Context, in *ofImport[readiness.FindingQuery]) (*listed[readiness.Finding], error) {
	page, err := s.Imports.Findings(ctx, in.ID, in.Query.Value)
	return paged(callOf(ctx), page, err)
}

func (s *service) changes(ctx context.Context, in *ofImport[readiness.ChangeQuery]) (*listed[readiness.ChangeRow], error) {
	page, err := s.Imports.ImportChanges(ctx, in.ID, in.Query.Value)
	return paged(callOf(ctx), page, err)
}

func (s *service) check(ctx context.Context, in *byID) (*nothing, error) {
	return &nothing{}, s.Commands.CheckImport(ctx, in.ID)
}

func (s *service) confirm(ctx context.Context, in *byID) (*made[readiness.Import], error) {
	if err := s.Commands.ConfirmImport(ctx, in.ID, asked(ctx)); err != nil {
		return nil, err
	}
	return s.accepted(s.Imports.Import(ctx, in.ID))
}

func (s *service) discard(ctx context.Context, in *byID) (*nothing, error) {
	return &nothing{}, s.Commands.DiscardImport(ctx, in.ID, asked(ctx))
}

func (s *service) accepted(i readiness.Import, err error) (*made[readiness.Import], error) {
	if err != nil {
		return nil, err
	}
	return &made[readiness.Import]{Location: Prefix + "/imports/" + i.ID, Body: i}, nil
}

func (s *service) upload(ctx context.Context, in *uploaded) (*made[readiness.Import], error) {
	u, err := s.readUpload(in.request)
	if err != nil {
		return nil, err
	}
	if faults := whole("body.", u); len(faults) > 0 {
		return nil, faulty(faults)
	}
	i, err := s.Imports.NewImport(ctx, u, asked(ctx))
	if err != nil {
		return nil, err
	}
	if err := s.Commands.CheckImport(ctx, i.ID); err != nil {
		return nil, err
	}
	return s.accepted(i, nil)
}

func (s *service) readUpload(r *http.Request) (readiness.Upload, error) {
	var u readiness.Upload
	err := s.eachPart(r, "taken_on and files", func(part *multipart.Part) error { return readPart(part, &u) })
	return u, err
}

func readPart(part *multipart.Part, u *readiness.Upload) error {
	data, err := io.ReadAll(part)
	if err != nil {
		return err
	}
	switch part.FormName() {
	case "taken_on":
		if err := u.TakenOn.UnmarshalText([]byte(strings.TrimSpace(string(data)))); err != nil {
			return faulty([]error{fault("body.taken_on", err.Error())})
		}
	case "files":
		u.Files = append(u.Files, readiness.UploadFile{Name: part.FileName(), Data: data})
	default:
		name := part.FormName()
		return faulty([]error{fault("body."+name, "There is no part called "+name+" here. Send taken_on and files.")})
	}
	return nil
}

// uploadBody documents the form.
func uploadBody() *huma.RequestBody {
	most, one := 11, 1
	return &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"multipart/form-data": {Schema: &huma.Schema{
		Type: huma.TypeObject, Required: []string{"taken_on", "files"},
		Properties: map[string]*huma.Schema{
			"taken_on": {Type: huma.TypeString, Format: "date", Description: "The day that the lists describe.", Examples: []any{calendar.On(2026, 3, 31).String()}},
			"files": {
				Type: huma.TypeArray, MinItems: &one, MaxItems: &most, Description: "Workbooks (xlsx) or csv files.",
				Items: &huma.Schema{Type: huma.TypeString, Format: "binary"},
			},
		},
	}}}}
}
