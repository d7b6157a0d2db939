package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// OverviewPage is the council in one page.
type OverviewPage struct {
	View   readiness.OverviewView
	Viewer readiness.Actor
}

// Face is the page's frame.
func (OverviewPage) Face() Face {
	return Face{Template: "overview", Title: "The council in one minute", Section: "/overview"}
}

// Board is the council's figures.
func (p OverviewPage) Board() FigureBoard {
	v := p.View
	return FigureBoard{On: v.On, SeesCases: seesAll(p.Viewer), Total: v.Total, Areas: v.Areas, Months: v.Months, Changes: v.Changes}
}

// seesAll reports whether somebody may see the cases of every area, so that the council's figures can lead to their rows.
func seesAll(a readiness.Actor) bool {
	for _, h := range a.Holdings {
		for _, p := range readiness.Policy {
			if p.Role == h.Role && p.Action == readiness.SeeCases && p.Reach == readiness.Everywhere {
				return true
			}
		}
	}
	return false
}

// Files are the table of areas as a file.
func (p OverviewPage) Files() Files { return filesOf(!p.Empty(), "/overview", nil) }

// A ClimbedRow is what reached one role, in cells.
type ClimbedRow struct {
	Who   string
	Cells []Count
}

// Climbed are the rows of what reached whom and what will.
func (p OverviewPage) Climbed() []ClimbedRow {
	rows := make([]ClimbedRow, len(p.View.Climbed))
	for i, c := range p.View.Climbed {
		rows[i] = ClimbedRow{Who: sentence(c.Role.Title()), Cells: []Count{p.climbed("climbed", c.Role, c.Reached), p.climbed("escalated", c.Role, c.Waiting), p.climbed("climbing", c.Role, c.Ahead)}}
	}
	return rows
}

// climbed is one count with the way to its reviews, for those who may see them.
func (p OverviewPage) climbed(state string, role readiness.Role, n int) Count {
	c := Count{Number: n}
	if seesAll(p.Viewer) && n > 0 {
		c.Href = query("/reviews", "state", state, "role", string(role))
	}
	return c
}

// Empty reports that there is nothing to count yet.
func (p OverviewPage) Empty() bool { return p.View.Total.OpenCases == 0 }

// Since is the first day of which there are figures.
func (p OverviewPage) Since() calendar.Date {
	if len(p.View.Months) == 0 {
		return p.View.On
	}
	return p.View.Months[0].On
}

func (s *Server) overview(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Overview.Overview(r.Context(), by(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, OverviewPage{View: view, Viewer: by(r)})
}
