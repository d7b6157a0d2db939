package web

import (
	"net/http"
	"strconv"

	"github.com/sightline-readiness/sightline/readiness"
)

const visitPacksPath = "/visit-packs"

func packsHref(visitID string) string { return visitHref(visitID) + "/packs" }

func visitPackHref(id string) string { return visitPacksPath + "/" + id }

// VisitPacksPage lists the packs of a visit, and makes one.
type VisitPacksPage struct {
	List   readiness.VisitPackList
	Form   Form
	Viewer readiness.Actor
}

// Face is the page's frame.
func (p VisitPacksPage) Face() Face {
	return Face{Template: "visit_packs", Title: "Packs of " + p.List.Visit, Section: visitsPath, Back: visitHref(p.List.VisitID), Failed: p.Form.Failed()}
}

// Makes reports whether the viewer may make a pack; of a visit that has ended nobody makes one.
func (p VisitPacksPage) Makes() bool {
	return !p.List.Ended && mayHere(p.Viewer, may(readiness.RunVisits))
}

// Lines are the packs.
func (p VisitPacksPage) Lines() []VisitPackLine {
	lines := make([]VisitPackLine, len(p.List.Packs))
	for i, l := range p.List.Packs {
		lines[i] = VisitPackLine{l}
	}
	return lines
}

// A VisitPackLine is one pack in a list.
type VisitPackLine struct{ readiness.VisitPackLine }

// Name is the pack's.
func (l VisitPackLine) Name() string { return "Pack " + strconv.Itoa(l.Number) }

// Href leads to the pack.
func (l VisitPackLine) Href() string { return visitPackHref(l.ID) }

// Why says how it came about.
func (l VisitPackLine) Why() string {
	switch {
	case l.Kind == "call" && l.Rehearsal:
		return "Frozen by itself when the rehearsal of the call began, on " + moment(l.At)
	case l.Kind == "call":
		return "Frozen by itself when Ofsted rang, on " + moment(l.At)
	}
	return "Frozen on " + moment(l.At) + ", by " + l.By
}

// Since says that newer lists are there; "" when there are none.
func (l VisitPackLine) Since() string {
	if l.Newer.IsZero() {
		return ""
	}
	return "Newer lists were brought in on " + l.Newer.Long() + ". This pack keeps its figures."
}

func (s *Server) visitPacks(w http.ResponseWriter, r *http.Request) error {
	return s.showVisitPacks(w, r, http.StatusOK, newForm())
}

func (s *Server) showVisitPacks(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	list, err := s.VisitPacks.VisitPacks(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, status, VisitPacksPage{list, form, by(r)})
}

func (s *Server) makeVisitPack(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	pack, err := s.VisitPacks.MakeVisitPack(r.Context(), r.PathValue("id"), form.asked(r))
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, packsHref(r.PathValue("id")))
		if shown {
			return err
		}
		return s.showVisitPacks(w, r, status, form)
	}
	s.done(r, "The pack is made. Its figures stay as they are now.")
	return seeOther(w, r, visitPackHref(pack.ID))
}

// VisitPackPage is one pack, in the edition that was asked for. All that it says was frozen when it was made.
type VisitPackPage struct {
	Pack  readiness.VisitPack
	Whole bool // the viewer may also read the leaders' edition
}

// Face is the page's frame.
func (p VisitPackPage) Face() Face {
	return Face{Template: "visit_pack", Title: p.Heading(), Section: visitsPath, Back: packsHref(p.Pack.VisitID)}
}

func (s *Server) visitPack(w http.ResponseWriter, r *http.Request) error {
	page, err := s.visitPackOf(r)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, page)
}

// visitPackOf reads a pack in the edition that was asked for; the one that leaves the service for whoever may read no other.
func (s *Server) visitPackOf(r *http.Request) (VisitPackPage, error) {
	pack, err := s.VisitPacks.VisitPack(r.Context(), by(r), r.PathValue("id"))
	if r.URL.Query().Get("edition") == "outside" && !pack.Outside {
		pack = pack.ForOutside()
	}
	return VisitPackPage{Pack: pack, Whole: mayHere(by(r), may(readiness.WorkVisits))}, err
}

// Line is the pack as lists show it.
func (p VisitPackPage) Line() VisitPackLine { return VisitPackLine{p.Pack.VisitPackLine} }

// Heading names the pack and its visit.
func (p VisitPackPage) Heading() string { return p.Line().Name() + ": " + p.Pack.Visit }

// Edition says for whom it is.
func (p VisitPackPage) Edition() string {
	if p.Pack.Outside {
		return "To leave the service"
	}
	return "For leaders of the service"
}

// Class marks the page of a rehearsal for paper.
func (p VisitPackPage) Class() string {
	if p.Pack.Rehearsal {
		return "app-pack app-pack--rehearsal"
	}
	return "app-pack"
}

// About says when it was frozen and what this edition leaves out.
func (p VisitPackPage) About() []string {
	about := []string{p.Line().Why() + ". Everything stands as it stood on that day.", p.rests()}
	if p.Pack.Outside {
		about = append(about, "Counts of fewer than "+strconv.Itoa(p.Pack.Pack.Least)+" children are hidden, and others from which they could be worked out.")
	} else {
		about = append(about, "It holds small counts. Hand out the other edition where it leaves the service.")
	}
	if since := p.Line().Since(); since != "" {
		about = append(about, since)
	}
	return about
}

// rests says on which lists the figures rest.
func (p VisitPackPage) rests() string {
	i := p.Pack.Pack.Import
	if i == nil {
		return "No Annex A had been brought in."
	}
	return "Its figures rest on the lists of " + i.TakenOn.Long() + ", brought in on " + moment(i.At) + "."
}

// query asks for this edition.
func (p VisitPackPage) query() string {
	if p.Pack.Outside {
		return "?edition=outside"
	}
	return ""
}

// Word and Zip are the pack as files, in the same edition; Other is the other edition, for those who may read both.
func (p VisitPackPage) Word() string { return visitPackHref(p.Pack.ID) + "/file" + p.query() }

// Zip is the pack with its tables as one file.
func (p VisitPackPage) Zip() string { return visitPackHref(p.Pack.ID) + "/zip" + p.query() }

// Other is the other edition.
func (p VisitPackPage) Other() Link {
	if p.Pack.Outside {
		return Link{"Read the edition for leaders", visitPackHref(p.Pack.ID)}
	}
	return Link{"Read the edition that leaves the service", visitPackHref(p.Pack.ID) + "?edition=outside"}
}
