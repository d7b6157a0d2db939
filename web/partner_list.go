package web

import (
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const partnersPath = "/partners"

func partnerHref(id string) string { return partnersPath + "/" + id }

// PartnersPage lists what partners were asked, and what waits for whom.
type PartnersPage struct {
	Query    readiness.PartnerQuery
	Requests []readiness.PartnerRequest
	Form     Form
	Today    calendar.Date
}

// Face is the page's frame.
func (PartnersPage) Face() Face {
	return Face{Template: "partners", Title: "What partners see", Section: planPath, Back: criteriaPath}
}

// Filter chooses one state.
func (p PartnersPage) Filter() govuk.Select {
	return p.Form.Select("state", "Which questions", options("All of them", readiness.PartnerStates)...)
}

// Button sends the filter.
func (PartnersPage) Button() govuk.Button { return govuk.Button{Text: "Show"} }

// Filtered reports whether a state was chosen.
func (p PartnersPage) Filtered() bool { return p.Query.State != "" }

// State is where a question stands, as a tag.
func (p PartnersPage) State(r readiness.PartnerRequest) govuk.Tag { return partnerTag(r, p.Today) }

// Waits is for whom a question waits.
func (p PartnersPage) Waits(r readiness.PartnerRequest) string { return partnerWaits(r, p.Today) }

// Answered is the day of the answer, "" before there is one.
func (PartnersPage) Answered(r readiness.PartnerRequest) string {
	if r.Answer == nil {
		return ""
	}
	return calendar.DateOf(r.Answer.At).Long()
}

func partnerTag(r readiness.PartnerRequest, today calendar.Date) govuk.Tag {
	state := r.State(today)
	colours := map[readiness.PartnerState]string{
		readiness.PartnerAnswered: "govuk-tag--yellow", readiness.PartnerJudged: "govuk-tag--green", readiness.PartnerRunOut: "govuk-tag--red", readiness.PartnerWithdrawn: "govuk-tag--grey",
	}
	return govuk.Tag{Text: state.Title(), Classes: colours[state]}
}

// partnerWaits says for whom a question waits, "" when for nobody.
func partnerWaits(r readiness.PartnerRequest, today calendar.Date) string {
	switch r.State(today) {
	case readiness.PartnerWaiting:
		return "waits for " + r.Whom + " until " + r.Until.Long()
	case readiness.PartnerAnswered:
		if r.AreaID == "" {
			return "waits for an assistant director to say: truth or noise"
		}
		return "waits for the area head of " + r.Area + " to say: truth or noise"
	case readiness.PartnerRunOut:
		return "waits for " + r.Asker + " to ask again"
	}
	return ""
}

// partnerAbout is what kind of partner was asked, and about what.
func partnerAbout(r readiness.PartnerRequest) string {
	return strings.Join([]string{readiness.ChoiceText(readiness.Partners, r.Partner), orText(r.Area, "The whole council")}, " · ")
}

func (s *Server) partners(w http.ResponseWriter, r *http.Request) error {
	page := PartnersPage{Today: s.today()}
	form, err := readQuery(r, &page.Query)
	if err != nil {
		return err
	}
	page.Form = form
	if page.Requests, err = s.Partners.PartnerRequests(r.Context(), by(r), page.Query); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, page)
}
