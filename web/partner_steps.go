package web

import (
	"context"
	"net/http"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// A partnerStep is one thing that somebody does to a question to a partner, on a page of its own.
type partnerStep struct {
	path, heading, about, send, done string
	may                              func(q readiness.PartnerRequest, by readiness.Actor, today calendar.Date) error
	fields                           func(q readiness.PartnerRequest, f Form) []govuk.Component
}

var (
	weighStep = &partnerStep{
		path: "weigh", heading: "What does the answer show?", send: "Save", done: "What the answer shows is saved.",
		about: "You asked, so you know what it was about. Whoever answers for the area then says whether it is truth or noise.",
		may:   func(q readiness.PartnerRequest, by readiness.Actor, _ calendar.Date) error { return q.MayWeigh(by) },
		fields: func(q readiness.PartnerRequest, f Form) []govuk.Component {
			return []govuk.Component{version(q), f.Radios("bears", "What does it show?",
				govuk.Item{Value: readiness.Supports, Text: "It shows good practice"}, govuk.Item{Value: readiness.Contradicts, Text: "It speaks against that"})}
		},
	}
	judgeStep = &partnerStep{
		path: "judge", heading: "Truth or noise?", send: "Save", done: "What you said is saved, with why.",
		about: "Look into it before you say so. Noise stays readable beside the criteria, and is no evidence.",
		may:   func(q readiness.PartnerRequest, by readiness.Actor, _ calendar.Date) error { return q.MayJudge(by) },
		fields: func(q readiness.PartnerRequest, f Form) []govuk.Component {
			why := f.Counted("why", "Why?", 1000)
			why.Rows, why.Threshold, why.Hint.Text = 4, 75, "What you looked at, and what it showed. Name no child."
			return []govuk.Component{version(q), f.Radios("verdict", "What is it?", radioItems(readiness.PartnerVerdicts)...), why}
		},
	}
	withdrawPartnerStep = &partnerStep{
		path: "withdraw", heading: "Withdraw the question", send: "Withdraw it", done: "The question is withdrawn. Its link says so.",
		about: "The link works no longer. An answer that came stays.",
		may:   readiness.PartnerRequest.MayChange,
		fields: func(_ readiness.PartnerRequest, f Form) []govuk.Component {
			why := f.Counted("reason", "Why is it withdrawn?", 500)
			why.Rows, why.Threshold = 3, 75
			return []govuk.Component{why}
		},
	}
)

// version keeps which version of the answer the page showed.
func version(q readiness.PartnerRequest) govuk.Component {
	number := 0
	if q.Answer != nil {
		number = q.Answer.Number
	}
	return hidden{"answer", []string{strconv.Itoa(number)}}
}

func partnerQuestions(st *partnerStep, q readiness.PartnerRequest, f Form) QuestionsPage {
	return QuestionsPage{
		Form: f, Section: planPath, Back: partnerHref(q.ID), Caption: q.Whom, Heading: st.heading, About: st.about, Action: partnerHref(q.ID) + "/" + st.path, Send: st.send,
		Fields: append(shownAnswer(q), st.fields(q, f)...),
	}
}

// shownAnswer puts the question and the answer above the questions about it.
func shownAnswer(q readiness.PartnerRequest) []govuk.Component {
	if q.Answer == nil {
		return nil
	}
	a := q.Answer
	said := answerSummary(readiness.AnswerPartner{Working: a.Working, NotWorking: a.NotWorking, Example: a.Example, Sure: a.Sure, Name: a.Name, Organisation: a.Organisation})
	said.Rows = append([]govuk.SummaryRow{longRow("Question", q.Question)}, said.Rows...)
	return []govuk.Component{said}
}

func partnerStepPage(st *partnerStep) Handle {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		return s.showPartnerStep(w, r, http.StatusOK, st, newForm())
	}
}

func (s *Server) showPartnerStep(w http.ResponseWriter, r *http.Request, status int, st *partnerStep, form Form) error {
	q, err := s.Partners.PartnerRequest(r.Context(), by(r), r.PathValue("id"))
	if err == nil && !form.Failed() {
		err = st.may(q, by(r), s.today())
	}
	if err != nil {
		return err
	}
	return s.show(w, r, status, partnerQuestions(st, q, form))
}

// partnerDoing is the handler of a step whose fields are those of C.
func partnerDoing[C any](st *partnerStep, do func(p readiness.PartnerRequests, ctx context.Context, id string, c C, asked readiness.Asked) error) Handle {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		form, err := readForm(r)
		if err != nil {
			return err
		}
		var c C
		id := r.PathValue("id")
		return s.run(w, r, &errand{
			form: &form, into: &c, then: partnerHref(id), done: st.done,
			mind: func() {
				form.reword("bears", "Choose what it shows.")
				form.reword("verdict", "Choose whether it is truth or noise.")
			},
			do:   func() error { return do(s.Partners, r.Context(), id, c, form.asked(r)) },
			draw: func(status int) error { return s.showPartnerStep(w, r, status, st, form) },
		})
	}
}
