package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/sightline-readiness/sightline/readiness"
)

// The limits of an upload: what is kept, and what is read at all before the connection is given up. The second is larger so that somebody
// who picked too large a file still gets a sentence and not a broken connection.
const (
	uploadKept = 51 << 20
	uploadRead = 256 << 20
	textRead   = 1 << 10 // one text field of the form
)

const noFiles = "Choose the Annex A workbook, or the csv files. None of them may be empty, and there may be 11 at most."

func importPath(id string) string { return "/imports/" + id }

func (s *Server) importsPage(w http.ResponseWriter, r *http.Request) error {
	rows, err := s.Imports.Imports(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ImportsPage{Rows: rows})
}

func (s *Server) uploadPage(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, http.StatusOK, UploadPage{newForm()})
}

// upload keeps the files and asks for the check. Once they are kept nothing is lost: should nobody take the check on, the import's own page
// asks again.
func (s *Server) upload(w http.ResponseWriter, r *http.Request) error {
	form, files, err := readUpload(r, annexSize)
	if refusal := readiness.AsRefusal(err); refusal != nil {
		form.refuse(refusal)
		return s.show(w, r, statusOf(refusal), UploadPage{form})
	}
	if err != nil {
		return err
	}
	up := readiness.Upload{Files: files}
	if !form.read(&up) {
		form.reword("files", noFiles)
		return s.show(w, r, http.StatusUnprocessableEntity, UploadPage{form})
	}
	made, err := s.Imports.NewImport(r.Context(), up, form.asked(r))
	if refusal := readiness.AsRefusal(err); refusal != nil {
		form.refuse(refusal)
		return s.show(w, r, statusOf(refusal), UploadPage{form})
	}
	if err != nil {
		return err
	}
	s.beginCheck(r, made.ID)
	return seeOther(w, r, importPath(made.ID))
}

// beginCheck asks for the check. A failure is no refusal of the upload, which is kept: it is logged, and the page offers to ask again.
func (s *Server) beginCheck(r *http.Request, id string) {
	if err := s.Commands.CheckImport(r.Context(), id); err != nil {
		s.Log.WarnContext(r.Context(), "the check of an import has not begun", "request", visitOf(r).id, "import", id, "error", err)
	}
}

func (s *Server) checkAgain(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	return s.run(w, r, &errand{
		form: &form, then: importPath(id), done: "The check has been asked for.",
		do: func() error { return s.Commands.CheckImport(r.Context(), id) },
	})
}

func (s *Server) importPage(w http.ResponseWriter, r *http.Request) error {
	i, err := s.Imports.Import(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	page := importFace(i)
	page.MaySweep = readiness.May(by(r), readiness.RunSweep, readiness.Place{})
	return s.show(w, r, http.StatusOK, page)
}

func importFace(i readiness.Import) ImportPage {
	return ImportPage{Import: i, Discard: newForm(), Again: newForm(), Sweep: newForm()}
}

func (s *Server) confirmPage(w http.ResponseWriter, r *http.Request) error {
	i, err := s.Imports.Import(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if i.Status != readiness.ImportChecked {
		return seeOther(w, r, importPath(i.ID))
	}
	return s.show(w, r, http.StatusOK, ConfirmPage{importFace(i), newForm()})
}

func (s *Server) confirm(w http.ResponseWriter, r *http.Request) error {
	return s.answerImport(w, r, s.Commands.ConfirmImport)
}

func (s *Server) discard(w http.ResponseWriter, r *http.Request) error {
	return s.answerImport(w, r, s.Commands.DiscardImport)
}

// importAnswer is Commands.ConfirmImport or Commands.DiscardImport.
type importAnswer func(ctx context.Context, importID string, asked readiness.Asked) error

// answerImport confirms or discards. A refusal, such as somebody else's having been faster, is shown above the upload as it now is.
func (s *Server) answerImport(w http.ResponseWriter, r *http.Request, answer importAnswer) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	return s.run(w, r, &errand{
		form: &form, then: importPath(id),
		do: func() error { return answer(r.Context(), id, form.asked(r)) },
		draw: func(status int) error {
			i, err := s.Imports.Import(r.Context(), id)
			if err != nil {
				return err
			}
			page := importFace(i)
			page.Discard = form
			return s.show(w, r, status, page)
		},
	})
}

// An uploadSize is how many bytes of files a form keeps, and what is said of more.
type uploadSize struct {
	kept       int64
	large, far string
}

var annexSize = uploadSize{
	uploadKept, "The files are larger than 50 MB together. Leave out sheets that are not Annex A lists.", "The files are far too large. At most 50 MB together can be read.",
}

// readUpload reads the form part by part into memory: files with children in them never touch a disk here. The form holds the texts, also
// beside a refusal.
func readUpload(r *http.Request, most uploadSize) (Form, []readiness.UploadFile, error) {
	values := url.Values{}
	parts, err := r.MultipartReader()
	if err != nil {
		return formOf(values), nil, badForm(err)
	}
	var files []readiness.UploadFile
	left := most.kept
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return formOf(values), nil, badUpload(err, most)
		}
		if left, err = readPart(part, values, &files, left); err != nil {
			return formOf(values), nil, badUpload(err, most)
		}
	}
	if left < 0 {
		return formOf(values), nil, readiness.FieldErrorf("files", "%s", most.large)
	}
	return formOf(values), files, nil
}

// readPart keeps one part, and returns how many bytes may still be kept; less than none when a file was too large, which is then read to its
// end and thrown away.
func readPart(part *multipart.Part, values url.Values, files *[]readiness.UploadFile, left int64) (int64, error) {
	if part.FormName() != "files" {
		text, err := io.ReadAll(io.LimitReader(part, textRead))
		values.Add(part.FormName(), string(text))
		return left, err
	}
	if part.FileName() == "" || left < 0 {
		_, err := io.Copy(io.Discard, part)
		return left, err
	}
	var data bytes.Buffer
	n, err := io.Copy(&data, io.LimitReader(part, left+1))
	if err != nil {
		return left, err
	}
	if left -= n; left < 0 {
		_, err = io.Copy(io.Discard, part)
		return left, err
	}
	file := readiness.UploadFile{Name: baseName(part.FileName())}
	if n > 0 {
		file.Data = data.Bytes() // an empty file stays without data, which the form's rules refuse
	}
	*files = append(*files, file)
	return left, nil
}

// baseName is a file's own name: some browsers once sent the whole path.
func baseName(name string) string {
	return filepath.Base(strings.ReplaceAll(name, `\`, "/"))
}

func badUpload(err error, most uploadSize) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return readiness.FieldErrorf("files", "%s", most.far)
	}
	return readiness.Errorf(readiness.Invalid, "The files did not arrive whole. Nothing was changed. Choose them again.")
}
