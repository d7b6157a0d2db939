package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// PartnerPage is one question to a partner: what was asked, what was answered, what was made of it.
type PartnerPage struct {
	Request readiness.PartnerRequest
	Viewer  readiness.Actor
	Today   calendar.Date
	Form    Form // for another link
}

// Face is the page's frame.
func (p PartnerPage) Face() Face {
	return Face{Template: "partner", Title: "What a partner sees", Section: planPath, Back: partnersPath}
}

// State is where the question stands, as a tag.
func (p PartnerPage) State() govuk.Tag { return partnerTag(p.Request, p.Today) }

// Waits says for whom it waits, as a sentence; "" when for nobody.
func (p PartnerPage) Waits() string {
	if text := partnerWaits(p.Request, p.Today); text != "" {
		return "It " + text + "."
	}
	return ""
}

// Asked is what was asked.
func (p PartnerPage) Asked() govuk.SummaryList {
	r := p.Request
	return govuk.SummaryList{Rows: []govuk.SummaryRow{
		longRow("Question", r.Question), govuk.Row("About", partnerAbout(r)), govuk.Row("Asked", r.Asked.Long()+" by "+r.Asker), govuk.Row("Can be answered until", r.Until.Long()),
	}}
}

// Answer is what the partner said.
func (p PartnerPage) Answer() govuk.SummaryList {
	a := p.Request.Answer
	list := answerSummary(readiness.AnswerPartner{Working: a.Working, NotWorking: a.NotWorking, Example: a.Example, Sure: a.Sure, Name: a.Name, Organisation: a.Organisation})
	list.Rows = append(list.Rows, govuk.Row("What it shows", readiness.ChoiceText(bearings, a.Bears)))
	if len(a.Kept) > 0 {
		list.Rows = append(list.Rows, govuk.Row("Kept after a warning", "It holds what looks like "+listed(a.Kept)+". The partner was asked, and kept it."))
	}
	return list
}

// answerSummary is an answer as it was given.
func answerSummary(a readiness.AnswerPartner) govuk.SummaryList {
	var list govuk.SummaryList
	for _, row := range []struct{ key, text string }{
		{"What works", a.Working},
		{"What does not", a.NotWorking},
		{"An example", a.Example},
		{"How sure", readiness.ChoiceText(readiness.Sureness, a.Sure)},
		{"Said by", a.Name + ", " + a.Organisation},
	} {
		if row.text != "" {
			list.Rows = append(list.Rows, longRow(row.key, row.text))
		}
	}
	return list
}

// Sent says when the answer came, and whether it was corrected.
func (p PartnerPage) Sent() string {
	a := p.Request.Answer
	if a.Number > 1 {
		return "Sent on " + moment(a.At) + ", corrected " + times(a.Number-1) + "."
	}
	return "Sent on " + moment(a.At) + "."
}

// Verdict is a verdict in words.
func (PartnerPage) Verdict(v readiness.PartnerVerdict) string {
	return readiness.ChoiceText(readiness.PartnerVerdicts, v.Verdict)
}

// Earlier reports whether a verdict is about a version that has been corrected since.
func (p PartnerPage) Earlier(v readiness.PartnerVerdict) bool {
	return v.Answer != p.Request.Answer.Number
}

// Judge, Weigh and Withdraw are where the viewer does so, "" where they may not.
func (p PartnerPage) Judge() string { return p.step("judge", p.Request.MayJudge(p.Viewer)) }

// Weigh is where the viewer says what the answer shows, "" where they may not.
func (p PartnerPage) Weigh() string { return p.step("weigh", p.Request.MayWeigh(p.Viewer)) }

// Withdraw is where the viewer ends the link, "" where they may not.
func (p PartnerPage) Withdraw() string {
	return p.step("withdraw", p.Request.MayChange(p.Viewer, p.Today))
}

func (p PartnerPage) step(path string, refused error) string {
	if refused != nil {
		return ""
	}
	return partnerHref(p.Request.ID) + "/" + path
}

// Again is where the same partner is asked anew, once the question has run out.
func (p PartnerPage) Again() string {
	if p.Request.State(p.Today) != readiness.PartnerRunOut {
		return ""
	}
	return askPartnerPath
}

func (s *Server) partner(w http.ResponseWriter, r *http.Request) error {
	q, err := s.Partners.PartnerRequest(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, PartnerPage{Request: q, Viewer: by(r), Today: s.today(), Form: newForm()})
}
