package web

import (
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

var packSize = uploadSize{2 << 20, "The file is larger than 2 MB. A focus area or a run-up is text of some 20 kB.", "The file is far too large. At most 2 MB can be read."}

// PackUploadPage asks for the file that a focus area or a run-up is brought in from.
type PackUploadPage struct {
	Form   Form
	Packs  []readiness.PackVersion // to begin with
	RunUps []readiness.RunUpVersion
}

// Face is the page's frame.
func (p PackUploadPage) Face() Face {
	return Face{Template: "pack_import", Title: "Bring a focus area or a run-up in", Section: packsPath, Back: packsPath, Failed: p.Form.Failed()}
}

// File asks for the file.
func (p PackUploadPage) File() govuk.FileUpload {
	f := p.Form.File("files", "The file with the focus area or the run-up")
	f.Label.Classes = "govuk-label--s"
	f.Hint.Text = "One YAML file. At most 2 MB."
	f.JavaScript = true
	f.Attributes = govuk.Attributes{"accept": ".yaml,.yml"}
	return f
}

func (s *Server) packUploadPage(w http.ResponseWriter, r *http.Request) error {
	return s.showPackUpload(w, r, http.StatusOK, newForm())
}

func (s *Server) showPackUpload(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	packs, err := s.Packs.Packs(r.Context())
	if err != nil {
		return err
	}
	runUps, err := s.Packs.RunUps(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, PackUploadPage{Form: form, Packs: packs, RunUps: runUps})
}

// packUpload reads the file and keeps it as a draft, whatever is wrong with what it says.
func (s *Server) packUpload(w http.ResponseWriter, r *http.Request) error {
	form, files, err := readUpload(r, packSize)
	if err == nil && len(files) != 1 {
		err = readiness.FieldErrorf("files", "Choose one YAML file with the focus area or the run-up.")
	}
	var read readiness.PackFile
	if err == nil {
		read, err = s.PackFiles.ReadPack(files[0].Name, files[0].Data)
	}
	var id string
	if err == nil {
		id, err = s.PackDrafts.KeepPackDraft(r.Context(), read, form.asked(r))
	}
	if refusal := readiness.AsRefusal(err); refusal != nil {
		form.refuse(refusal)
		return s.showPackUpload(w, r, statusOf(refusal), form)
	}
	if err != nil {
		return err
	}
	return seeOther(w, r, packDraftHref(id))
}

func (s *Server) packFile(w http.ResponseWriter, r *http.Request) error {
	p, err := s.Packs.Pack(r.Context(), r.PathValue("code"))
	if err != nil {
		return err
	}
	return s.sendPack(w, readiness.PackFile{Name: p.Code, Pack: &p})
}

func (s *Server) runUpFile(w http.ResponseWriter, r *http.Request) error {
	up, err := s.Packs.RunUp(r.Context(), r.PathValue("code"))
	if err != nil {
		return err
	}
	return s.sendPack(w, readiness.PackFile{Name: up.Code, RunUp: &up})
}

func (s *Server) packDraftFile(w http.ResponseWriter, r *http.Request) error {
	d, err := s.PackDrafts.PackDraft(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.sendPack(w, d.File)
}

// sendPack hands a pack or a run-up out as YAML. It holds nothing about anybody, so the audit trail does not keep who took it.
func (s *Server) sendPack(w http.ResponseWriter, f readiness.PackFile) error {
	body, err := s.PackFiles.PackYAML(f)
	if err != nil {
		return err
	}
	name := f.Code()
	if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || name == "" { // a draft's can be anything
		name = "draft"
	}
	w.Header().Set("Content-Type", yamlType)
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`.yaml"`)
	_, _ = w.Write(body) // a reader who has gone is nobody's error
	return nil
}
