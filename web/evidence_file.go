package web

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/papers"
	"github.com/sightline-readiness/sightline/readiness"
)

// attachRead is how much of an upload is read at all before the connection is given up. It is far more than is kept, so that whoever picked a film still
// gets a sentence and not a broken connection; what is too much is thrown away as it comes.
const attachRead = 1200 << 20

// fileChecked is how much of a text file is searched for what looks like a child's.
const fileChecked = 1 << 20

// readAttached reads the form with its file part by part into memory: what may be about a child never touches a disk here. The form holds the texts, also
// beside a refusal. The file is nil when none was chosen.
func readAttached(r *http.Request) (Form, *readiness.EvidenceFile, error) {
	values := url.Values{}
	parts, err := r.MultipartReader()
	if err != nil {
		return formOf(values), nil, badForm(err)
	}
	var file *readiness.EvidenceFile
	left := int64(formLimit)
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil && part.FormName() == "file" {
			file, err = readPaper(part, file)
		} else if err == nil {
			var text bytes.Buffer
			var n int64
			n, err = io.Copy(&text, io.LimitReader(part, left))
			left -= n
			values.Add(part.FormName(), text.String())
		}
		if err != nil {
			return formOf(values), file, badPaper(err)
		}
	}
	if left == 0 {
		return formOf(values), file, readiness.Errorf(readiness.TooLarge, "What you typed is larger than %s, which is the most this form takes. Nothing was changed.", size(formLimit))
	}
	return formOf(values), file, nil
}

// readPaper keeps the first file, with one byte more than may be kept, so that its check sees that it is too large.
func readPaper(part *multipart.Part, before *readiness.EvidenceFile) (*readiness.EvidenceFile, error) {
	if part.FileName() == "" || before != nil {
		_, err := io.Copy(io.Discard, part)
		return before, err
	}
	var body bytes.Buffer
	file := &readiness.EvidenceFile{Name: papers.Name(part.FileName())}
	if _, err := io.Copy(&body, io.LimitReader(part, papers.MaxSize+1)); err != nil {
		return file, err
	}
	file.Body = body.Bytes()
	_, err := io.Copy(io.Discard, part)
	return file, err
}

func badPaper(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return readiness.FieldErrorf("file", "%s", papers.TooLarge())
	}
	return readiness.Errorf(readiness.Invalid, "The form did not arrive whole. Nothing was changed. Send it again.")
}

// spokenIn are the texts of a piece of evidence: what was typed, the name of the file, and what stands in it when it is a text.
func spokenIn(e readiness.AttachEvidence) []spoken {
	texts := []spoken{{"in the title", e.Title}, {"in what it shows", e.Text}}
	if e.File == nil {
		return texts
	}
	texts = append(texts, spoken{"in the file’s name", e.File.Name})
	if e.File.MediaType == papers.Plain || e.File.MediaType == papers.CSV {
		text, _ := papers.Text(e.File.Body) // it was one when its kind was found out
		texts = append(texts, spoken{"in the file", text[:min(len(text), fileChecked)]})
	}
	return texts
}

// evidenceFile hands out the file of a piece of evidence, only ever to be saved: nothing in it may be drawn or run as a page of ours.
func (s *Server) evidenceFile(w http.ResponseWriter, r *http.Request) error {
	file, err := s.Evidence.OpenEvidence(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", file.MediaType)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": file.Name}))
	h.Set("Content-Length", strconv.Itoa(len(file.Body)))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
	_, _ = w.Write(file.Body) // a reader who has gone is nobody's error
	return nil
}
