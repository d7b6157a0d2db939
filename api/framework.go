package api

import (
	"context"
	"io"
	"mime/multipart"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sightline-readiness/sightline/readiness"
)

const tagFrameworks = "Inspection frameworks"

func (s *service) frameworks() {
	see, set := may(readiness.SeePlan), may(readiness.SetRules)
	add(s, route{
		method: http.MethodGet, path: "/frameworks", id: "list-frameworks", tag: tagFrameworks, summary: "The versions in the library, the newest first",
		doc: "follows are the versions from which a crosswalk leads here.", rule: see,
	}, s.listFrameworks)
	add(s, route{
		method: http.MethodGet, path: "/frameworks/{code}", id: "get-framework", tag: tagFrameworks, summary: "One version, whole",
		doc: "What is unconfirmed is for the council to compare with what was published.", rule: see,
	}, s.getFramework)
	add(s, route{
		method: http.MethodGet, path: "/frameworks/{code}/crosswalks/{to}", id: "get-crosswalk", tag: tagFrameworks, summary: "What became of each criterion from one version to another",
		doc: "Over versions between them where no crosswalk leads there directly. kind is same, changed, new or gone.", rule: see,
	}, s.getCrosswalk)
	add(s, route{
		method: http.MethodPost, path: "/frameworks/check", id: "check-framework", tag: tagFrameworks, summary: "See what is wrong with a framework’s file, and what bringing it in would do",
		doc: "Nothing is changed. Each problem has its sheet and row, or its line.", rule: set, upload: true,
	}, s.checkFramework)
	add(s, route{
		method: http.MethodPost, path: "/frameworks", id: "import-framework", tag: tagFrameworks, summary: "Bring a framework in from a file",
		doc: "A file with any problem is refused whole. What is in the library never changes: a new version has another code.", rule: set, status: http.StatusCreated, upload: true,
	}, s.importFramework)
	for _, path := range []string{"/frameworks/check", "/frameworks"} {
		s.api.OpenAPI().Paths[path].Post.RequestBody = frameworkBody() // only now, or huma would read the body itself
	}
}

type frameworkCode struct {
	Code string `path:"code" maxLength:"40"`
}

type betweenCodes struct {
	Code string `path:"code" maxLength:"40"`
	To   string `path:"to" maxLength:"40"`
}

func (s *service) listFrameworks(ctx context.Context, _ *nothing) (*reply[rows[readiness.FrameworkLine]], error) {
	return all(s.Frameworks.Frameworks(ctx))
}

func (s *service) getFramework(ctx context.Context, in *frameworkCode) (*reply[readiness.Framework], error) {
	return answer(s.Frameworks.Framework(ctx, in.Code))
}

func (s *service) getCrosswalk(ctx context.Context, in *betweenCodes) (*reply[readiness.Crosswalk], error) {
	return answer(s.Frameworks.Crosswalk(ctx, in.Code, in.To))
}

func (s *service) checkFramework(ctx context.Context, in *uploaded) (*reply[readiness.FrameworkTrial], error) {
	file, err := s.readFramework(in.request)
	if err != nil {
		return nil, err
	}
	return answer(s.Frameworks.TryFramework(ctx, file))
}

func (s *service) importFramework(ctx context.Context, in *uploaded) (*made[readiness.Framework], error) {
	file, err := s.readFramework(in.request)
	if err != nil {
		return nil, err
	}
	f, err := s.Frameworks.ImportFramework(ctx, file, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.Framework]{Location: Prefix + "/frameworks/" + f.Code, Body: f}, nil
}

// readFramework reads the one file of a form.
func (s *service) readFramework(r *http.Request) (readiness.FrameworkFile, error) {
	var file *readiness.UploadFile
	err := s.eachPart(r, filePart, func(part *multipart.Part) error {
		data, err := io.ReadAll(part)
		switch name := part.FormName(); {
		case err != nil:
			return err
		case name != filePart:
			return faulty([]error{fault("body."+name, "There is no part called "+name+" here. Send file.")})
		case file != nil:
			return faulty([]error{fault("body."+filePart, "Send one file.")})
		}
		file = &readiness.UploadFile{Name: part.FileName(), Data: data}
		return nil
	})
	if err == nil && file == nil {
		err = faulty([]error{fault("body."+filePart, "Send the framework as an Excel workbook or YAML in the part file.")})
	}
	if err != nil {
		return readiness.FrameworkFile{}, err
	}
	read, err := s.FrameworkFiles.Read(file.Name, file.Data)
	if refusal := readiness.AsRefusal(err); refusal != nil && refusal.Code == readiness.Invalid {
		err = readiness.FieldErrorf(filePart, "%s", refusal.Message) // the page's form calls it otherwise
	}
	return read, err
}

// frameworkBody documents the form.
func frameworkBody() *huma.RequestBody {
	return &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"multipart/form-data": {Schema: &huma.Schema{
		Type: huma.TypeObject, Required: []string{filePart},
		Properties: map[string]*huma.Schema{filePart: {Type: huma.TypeString, Format: "binary", Description: "A workbook (xlsx) or a YAML file, 2 MB at most."}},
	}}}}
}
