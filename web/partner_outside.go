package web

import (
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const partnerLinkPath = "/partner/"

// partnerBurst is how often a link can be opened at once; afterwards it can once a minute.
const partnerBurst = 60

// PartnerFormPage is the form that whoever has the link fills in, without an account.
type PartnerFormPage struct {
	Asks    readiness.PartnerForm
	Council string
	Secret  string
	Form    Form
}

// Face is the page's frame.
func (p PartnerFormPage) Face() Face {
	return Face{Template: "partner_form", Title: "Tell us what you see", Failed: p.Form.Failed()}
}

// Action is where the form goes.
func (p PartnerFormPage) Action() string { return partnerLinkPath + p.Secret }

// Fields are the questions.
func (p PartnerFormPage) Fields() []govuk.Component {
	f := p.Form
	said := func(name, label, hint string) govuk.CharacterCount {
		c := f.Counted(name, label, 1000)
		c.Rows, c.Threshold, c.Hint.Text = 4, 75, hint
		return c
	}
	name, organisation := f.Text("name", "Your name"), f.Text("organisation", "Your organisation")
	name.Autocomplete, organisation.Autocomplete = "name", "organization"
	return append(keepFields(f),
		said("working", "What do you see working?", "Do not name a child or a family."), said("not_working", "What do you see that does not work?", "Do not name a child or a family. What does not work helps us most."),
		said("example", "Can you give an example? (optional)", "What happened, without anything by which a child could be known."),
		f.Radios("sure", "How sure are you?", radioItems(readiness.Sureness)...), name, organisation)
}

// Button leads to check answers.
func (PartnerFormPage) Button() govuk.Button { return govuk.Button{Text: "Continue"} }

// PartnerCheckPage shows an answer before it is sent.
type PartnerCheckPage struct {
	PartnerFormPage
	Answer readiness.AnswerPartner
}

// Face is the page's frame.
func (p PartnerCheckPage) Face() Face {
	return Face{Template: "partner_check", Title: "Check your answers"}
}

// Summary is the answer.
func (p PartnerCheckPage) Summary() govuk.SummaryList { return answerSummary(p.Answer) }

// Hidden is all that was typed.
func (p PartnerCheckPage) Hidden() []Field { return typed(p.Form) }

// Send and Change are the two ways on.
func (PartnerCheckPage) Send() govuk.Button {
	return govuk.Button{Text: "Send it", Name: "then", Value: "send"}
}

// Change leads back to the form with all that was typed.
func (PartnerCheckPage) Change() govuk.Button {
	return govuk.Button{Text: "Change something", Name: "then", Value: "change", Classes: "govuk-button--secondary"}
}

// PartnerSentPage says that an answer is kept.
type PartnerSentPage struct{ PartnerFormPage }

// Face is the page's frame.
func (p PartnerSentPage) Face() Face {
	return Face{Template: "partner_sent", Title: "Your answer is kept"}
}

// Summary is the answer as it is kept.
func (p PartnerSentPage) Summary() govuk.SummaryList { return answerSummary(*p.Asks.Given) }

// Correct is where it is corrected.
func (p PartnerSentPage) Correct() string { return p.Action() + "?correct=yes" }

// askedOutside opens a link: its question, or false once a page has been drawn that says why there is none.
func (s *Server) askedOutside(w http.ResponseWriter, r *http.Request) (PartnerFormPage, bool, error) {
	page := PartnerFormPage{Council: s.Council, Secret: r.PathValue("secret")}
	if wait := s.partnerPace.wait(page.Secret, s.Now()); wait > 0 {
		return page, false, s.show(w, r, http.StatusTooManyRequests, ErrorPage{Heading: "This was opened too often", Sentence: "Wait a minute, then open it again."})
	}
	var err error
	if page.Asks, err = s.Outside.PartnerForm(r.Context(), page.Secret); err != nil {
		return page, false, s.partnerOver(w, r, err)
	}
	s.partnerPace.know(page.Secret)
	return page, true, nil
}

// partnerOver says in a sentence why a link works no longer.
func (s *Server) partnerOver(w http.ResponseWriter, r *http.Request, err error) error {
	switch refusal := readiness.AsRefusal(err); {
	case readiness.Conflict.Is(err):
		return s.show(w, r, http.StatusGone, ErrorPage{Heading: "This is over", Sentence: refusal.Message})
	case readiness.NotFound.Is(err):
		return s.show(w, r, http.StatusNotFound, ErrorPage{Heading: "This link does not work", Sentence: refusal.Message})
	}
	return err
}

func (s *Server) partnerForm(w http.ResponseWriter, r *http.Request) error {
	page, open, err := s.askedOutside(w, r)
	if !open {
		return err
	}
	page.Form = newForm()
	if page.Asks.Given == nil {
		return s.show(w, r, http.StatusOK, page)
	}
	if r.URL.Query().Get("correct") == "" {
		return s.show(w, r, http.StatusOK, PartnerSentPage{page})
	}
	page.Form = newFormFor(*page.Asks.Given)
	return s.show(w, r, http.StatusOK, page)
}

// answerPartner reads what a partner typed, shows it for a check, and keeps it once they send it.
func (s *Server) answerPartner(w http.ResponseWriter, r *http.Request) error {
	page, open, err := s.askedOutside(w, r)
	if !open {
		return err
	}
	form, err := readForm(r)
	if err != nil {
		return err
	}
	then := form.Values.Get("then")
	form.Values.Del("then")
	c := readPartnerAnswer(&form)
	page.Form = form
	switch {
	case then == "change":
		page.Form.Errors = nil
		return s.show(w, r, http.StatusOK, page)
	case form.Failed():
		return s.show(w, r, http.StatusUnprocessableEntity, page)
	case then == "":
		return s.show(w, r, http.StatusOK, PartnerCheckPage{page, c})
	}
	if err := s.Outside.AnswerPartner(r.Context(), page.Secret, c, form.CommandID); err != nil {
		return s.partnerOver(w, r, err)
	}
	return seeOther(w, r, page.Action())
}

// readPartnerAnswer reads the form. What looks like a child's is asked about first.
func readPartnerAnswer(form *Form) readiness.AnswerPartner {
	var c readiness.AnswerPartner
	if form.read(&c) {
		if refusal := readiness.AsRefusal(c.Check(0)); refusal != nil {
			form.refuse(refusal)
		}
	}
	form.reword("sure", "Choose how sure you are.")
	c.LooksLike = nil // what was found, never what a form says
	seen := looksLikeChilds(spoken{"in what works", c.Working}, spoken{"in what does not work", c.NotWorking}, spoken{"in the example", c.Example}, spoken{"in your organisation", strings.TrimSpace(c.Organisation)})
	if form.keeps(seen) {
		c.LooksLike = seen
	}
	return c
}
