package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const askPartnerPath = partnersPath + "/ask"

func (s *Server) askPartnerPage(w http.ResponseWriter, r *http.Request) error {
	form := newFormFor(readiness.AskPartner{Criteria: readiness.CriterionCodes(r.URL.Query().Get("criterion"))})
	return s.showAskPartner(w, r, http.StatusOK, form)
}

func (s *Server) showAskPartner(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	areas, err := s.Places.Areas(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, askPartnerQuestions(form, areas))
}

func askPartnerQuestions(f Form, areas []readiness.Area) QuestionsPage {
	whom, question, until := f.Text("whom", "Which organisation is it?"), f.Counted("question", "What do you want to know?", 500), f.Date("until", "Until when can they answer?")
	whom.Hint.Text = "For example, Anyshire Police."
	question.Rows, question.Threshold = 4, 75
	question.Hint.Text = "They see this and nothing else, so say it in plain words and without codes. Name no child."
	until.Hint.Text = "Within 90 days. They can correct their answer until then. For example, 27 3 2027."
	criteria := criteriaField(f, "criteria", "Which criteria is it about?")
	criteria.Hint.Text = "One to five codes of the inspection framework, with commas between them. For example, HP11, LM06."
	return QuestionsPage{
		Form: f, Section: planPath, Back: partnersPath, Heading: "Ask a partner what they see", Action: askPartnerPath, Send: "Make the link",
		About:  "You get a link to a short form, which you send on yourself: Sightline writes to nobody outside the council. Whoever has the link can answer without an account.",
		Fields: append(keepFields(f), f.Radios("partner", "Who do you ask?", radioItems(readiness.Partners)...), whom, areaField(f, areas), criteria, question, until),
	}
}

// askPartner keeps a question and shows its link for the only time. What looks like a child's is asked about first.
func (s *Server) askPartner(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.AskPartner
	form.readCodes("criteria")
	form.read(&c)
	form.reword("partner", "Choose who you ask.")
	c.LooksLike = nil // what was found, never what a form says
	if seen := looksLikeChilds(spoken{"in the name of the organisation", c.Whom}, spoken{"in the question", c.Question}); form.keeps(seen) {
		c.LooksLike = seen
	}
	if form.Failed() {
		return s.showAskPartner(w, r, http.StatusUnprocessableEntity, form)
	}
	q, secret, err := s.Partners.AskPartner(r.Context(), c, form.asked(r))
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, partnersPath)
		if shown {
			return err
		}
		return s.showAskPartner(w, r, status, form)
	}
	return s.showPartnerLink(w, r, q, secret)
}

// showPartnerLink shows the address in the answer itself: a secret must not wait in a session for a redirect.
func (s *Server) showPartnerLink(w http.ResponseWriter, r *http.Request, q readiness.PartnerRequest, secret string) error {
	return s.show(w, r, http.StatusOK, PartnerLinkPage{Request: q, Link: s.Address + "/partner/" + secret})
}

// PartnerLinkPage shows the link of a question for the only time.
type PartnerLinkPage struct {
	Request readiness.PartnerRequest
	Link    string
}

// Face is the page's frame.
func (p PartnerLinkPage) Face() Face {
	return Face{Template: "partner_link", Title: "Link for a partner", Section: planPath}
}

// BackTo is the question's page.
func (p PartnerLinkPage) BackTo() string { return partnerHref(p.Request.ID) }

func (s *Server) partnerLink(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	secret, err := s.Partners.PartnerLink(r.Context(), r.PathValue("id"), form.asked(r))
	if err != nil {
		return err
	}
	q, err := s.Partners.PartnerRequest(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.showPartnerLink(w, r, q, secret)
}

// LinkButton asks for another link.
func (p PartnerPage) LinkButton() govuk.Button {
	return govuk.Button{Text: "Make a new link", Classes: "govuk-button--secondary"}
}
