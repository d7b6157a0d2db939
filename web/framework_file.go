package web

import (
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/readiness"
)

const yamlType = "application/yaml; charset=utf-8"

// frameworkFile hands a version out as a file that can be changed and brought in again, under another code. It holds nothing about anybody, so the audit
// trail does not keep who took it.
func (s *Server) frameworkFile(w http.ResponseWriter, r *http.Request) error {
	f, err := s.Frameworks.Framework(r.Context(), r.PathValue("code"))
	if err != nil {
		return err
	}
	lines, err := s.Frameworks.Frameworks(r.Context())
	if err != nil {
		return err
	}
	file := readiness.FrameworkFile{Framework: f}
	for _, l := range lines {
		if l.Code == f.Code && len(l.Follows) > 0 {
			walk, err := s.Frameworks.Crosswalk(r.Context(), l.Follows[0], f.Code)
			if err != nil {
				return err
			}
			file.Crosswalk = &walk
		}
	}
	return s.sendFramework(w, r, file)
}

func (s *Server) draftFile(w http.ResponseWriter, r *http.Request) error {
	d, err := s.FrameworkDrafts.FrameworkDraft(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.sendFramework(w, r, readiness.FrameworkFile{Framework: d.Framework, Crosswalk: d.Crosswalk})
}

func (s *Server) emptyFramework(w http.ResponseWriter, r *http.Request) error {
	return s.sendFramework(w, r, readiness.FrameworkFile{})
}

// sendFramework writes a framework as the kind of file that the address ends in.
func (s *Server) sendFramework(w http.ResponseWriter, r *http.Request, f readiness.FrameworkFile) error {
	write, media, ending := s.FrameworkFiles.Workbook, formats["xlsx"].media, ".xlsx"
	if strings.HasSuffix(r.URL.Path, ".yaml") {
		write, media, ending = s.FrameworkFiles.YAML, yamlType, ".yaml"
	}
	body, err := write(f)
	if err != nil {
		return err
	}
	name := f.Framework.Code
	if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || name == "" { // a draft's can be anything
		name = "framework"
	}
	w.Header().Set("Content-Type", media)
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+ending+`"`)
	_, _ = w.Write(body) // a reader who has gone is nobody's error
	return nil
}
