package web

import (
	"net/http"
	"strings"
)

// Accessibility is what the council says about the accessibility of this service, from its configuration. The statement says plainly what is missing.
type Accessibility struct {
	Email    string // where people report what they cannot use
	Phone    string
	Prepared string // when the statement was prepared, in words
	Tested   string // when people last tested the service, in words; "" when nobody has
	Problems string // what is known not to work, one a line
}

// AccessibilityPage is the statement that the Public Sector Bodies (Websites and Mobile Applications) Accessibility Regulations 2018 ask for.
type AccessibilityPage struct {
	Council string
	Says    Accessibility
}

// Face frames the page.
func (AccessibilityPage) Face() Face {
	return Face{Template: "accessibility", Title: "Accessibility statement"}
}

// Problems are what is known not to work.
func (p AccessibilityPage) Problems() []string {
	return strings.FieldsFunc(p.Says.Problems, func(r rune) bool { return r == '\n' || r == ';' })
}

func (s *Server) accessibility(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, http.StatusOK, AccessibilityPage{Council: s.Council, Says: s.Accessible})
}
