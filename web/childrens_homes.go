package web

import (
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// HomesPage lists the children's homes, those at which something is missing first.
type HomesPage struct {
	Records []readiness.HomeRecord
	Viewer  readiness.Actor
	Today   calendar.Date
}

// Face is the page's frame.
func (HomesPage) Face() Face {
	return Face{Template: "childrens_homes", Title: "Children’s homes", Section: homesPath}
}

// Runs reports whether the viewer keeps homes, visitors and visits.
func (p HomesPage) Runs() bool { return mayHere(p.Viewer, may(readiness.RunHomes)) }

// Said is what the list comes to, in a sentence.
func (p HomesPage) Said() string {
	open, missing, late := 0, 0, 0
	for _, r := range p.Records {
		if r.Home.Closed(p.Today) {
			continue
		}
		open++
		if r.Months[0].State == readiness.HomeMonthOpen {
			missing++
		}
		late += len(r.LateReports(p.Today))
	}
	month := p.Today.Month().String()
	words := []string{"Every home has a visit in " + month + ", made or planned."}
	if missing > 0 {
		words[0] = thousands(missing) + " of " + counted(open, "home") + " " + plural(missing, "has", "have") + " no visit in " + month + " yet, and none is planned."
	}
	if late > 0 {
		words = append(words, counted(late, "report")+" "+plural(late, "is", "are")+" late.")
	}
	return strings.Join(words, " ")
}

// A HomeRow is one home as the list shows it.
type HomeRow struct {
	Href, Name, About, Last string
	Month                   govuk.Tag
	Notes                   []string // what is not as it should be
	Open                    string
}

// Rows are the homes.
func (p HomesPage) Rows() []HomeRow {
	rows := make([]HomeRow, len(p.Records))
	for i, r := range p.Records {
		row := HomeRow{Href: childrensHomeHref(r.Home.ID), Name: r.Home.Name, About: homeAbout(r.Home), Last: dayOrDash(r.Last()), Month: monthTag(r.Months[0].State), Notes: p.notes(r), Open: "None open"}
		if open, late := r.Open(p.Today); open > 0 {
			row.Open = thousands(open) + " open"
			if late > 0 {
				row.Open += ", " + thousands(late) + " late"
			}
		}
		if r.Home.Closed(p.Today) {
			row.Month, row.Notes = govuk.Tag{Text: "Closed", Classes: "govuk-tag--grey"}, nil
		}
		rows[i] = row
	}
	return rows
}

func (p HomesPage) notes(r readiness.HomeRecord) (notes []string) {
	if missed := r.Missed(); missed > 0 {
		notes = append(notes, "no visit in "+thousands(missed)+" of the last 12 months")
	}
	if late := len(r.LateReports(p.Today)); late > 0 {
		notes = append(notes, counted(late, "report")+" late")
	}
	for _, v := range r.Visits {
		if v.State(p.Today) == readiness.HomeVisitUnsaid {
			notes = append(notes, "nobody has said whether the visit of "+v.On.Long()+" was made")
		}
	}
	return notes
}

// homeAbout says who runs a home and how many live there.
func homeAbout(h readiness.ChildrensHome) string {
	return sentence(h.Runner()) + " · " + counted(h.Places, "place")
}

func dayOrDash(d calendar.Date) string {
	if d.IsZero() {
		return "–"
	}
	return d.Long()
}

func monthTag(s readiness.HomeMonthState) govuk.Tag {
	colours := map[readiness.HomeMonthState]string{
		readiness.HomeMonthDone: "govuk-tag--green", readiness.HomeMonthOpen: "govuk-tag--yellow", readiness.HomeMonthMissed: "govuk-tag--red", readiness.HomeMonthNone: "govuk-tag--grey",
	}
	return govuk.Tag{Text: s.Title(), Classes: colours[s]}
}

func homeVisitTag(s readiness.HomeVisitState) govuk.Tag {
	colours := map[readiness.HomeVisitState]string{
		readiness.HomeVisitUnsaid: "govuk-tag--yellow", readiness.HomeVisitMade: "govuk-tag--turquoise", readiness.HomeVisitLate: "govuk-tag--red",
		readiness.HomeVisitReported: "govuk-tag--green", readiness.HomeVisitCancelled: "govuk-tag--grey",
	}
	return govuk.Tag{Text: s.Title(), Classes: colours[s]}
}

func (s *Server) childrensHomes(w http.ResponseWriter, r *http.Request) error {
	records, err := s.Homes.HomeRecords(r.Context(), by(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, HomesPage{records, by(r), s.today()})
}
