package web

import (
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"rsc.io/qr"

	"github.com/sightline-readiness/sightline/readiness"
)

// PostersPage is one sheet of paper for each area, with the link that everybody in it has.
type PostersPage struct {
	Pulse   readiness.Pulse
	Links   []readiness.PulseLink
	Address string // where people find the pages
}

// Face is the page's frame.
func (p PostersPage) Face() Face {
	return Face{Template: "pulse_posters", Title: "Links and posters", Section: planPath, Back: pulseHref(p.Pulse.ID)}
}

// A Poster is the sheet of one area.
type Poster struct {
	ID, Area, Href string
	Shown          string       // the address as people type it
	Code           template.URL // a picture of the address for phones
}

// Posters are the sheets.
func (p PostersPage) Posters() ([]Poster, error) {
	all := make([]Poster, len(p.Links))
	for i, l := range p.Links {
		href := answerPath + l.Secret
		code, err := codeOf(p.Address + href)
		if err != nil {
			return nil, err
		}
		_, host, _ := strings.Cut(p.Address, "://")
		all[i] = Poster{ID: "area-" + strconv.Itoa(i+1), Area: l.Area, Href: href, Shown: host + href, Code: code}
	}
	return all, nil
}

// quiet is how many white squares a reader needs around a code (ISO/IEC 18004).
const quiet = 4

// codeOf draws a text as a QR code that can still be read with a quarter of it covered, as paper on walls is.
func codeOf(text string) (template.URL, error) {
	code, err := qr.Encode(text, qr.Q)
	if err != nil {
		return "", fmt.Errorf("draw the code of an address: %w", err)
	}
	var squares strings.Builder
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				fmt.Fprintf(&squares, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	side := code.Size + 2*quiet
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges"><rect width="%d" height="%d" fill="#fff"/><path d="%s"/></svg>`, side, side, side, side, squares.String())
	return svgURL([]byte(svg)), nil
}

// Until is the last day.
func (p PostersPage) Until() string { return p.Pulse.Until.Full() }

func (s *Server) posters(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	links, err := s.Pulses.PulseLinks(r.Context(), by(r), id)
	if err != nil {
		return err
	}
	pulses, err := s.Pulses.Pulses(r.Context(), by(r))
	if err != nil {
		return err
	}
	i := slices.IndexFunc(pulses, func(p readiness.Pulse) bool { return p.ID == id })
	if i < 0 || pulses[i].Over(s.today()) {
		return readiness.Errorf(readiness.Conflict, "This survey is over, so its links lead nowhere.")
	}
	return s.show(w, r, http.StatusOK, PostersPage{Pulse: pulses[i], Links: links, Address: s.Address})
}
