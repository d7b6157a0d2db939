package web

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

var answerStep = &pointStep{
	on: pointShelf, path: "answer", link: "Answer it", heading: "What became of it?", button: "Send the answer",
	needs: may(readiness.SeePoints), command: readiness.AnswerPoint{}, shows: saidAndDue, choices: actionsFor,
	about: func(pointStepPage) string {
		return "The meeting hears your answer as you write it. It says then whether it takes it; if not, the point comes back."
	},
	fields: answerFields,
}

// answerFields ask for one of three honest answers. Actions that were added meanwhile come into the list without anything typed being lost.
func answerFields(p pointStepPage) []govuk.Component {
	did := p.Form.Counted("we_did", "What do you tell the meeting?", 4000)
	did.Rows, did.Threshold, did.Hint.Text = 6, 75, "“You said, we did”: in plain words, to be read out. Do not name a child."
	will := actionBoxes(p)
	if mayHere(p.Viewer, may(readiness.WorkPlan)) {
		will = append(will, linkPart{
			before: "Is there none yet? ", text: "Add an action (opens in a new tab)", href: query("/actions/new", "theme", p.View.Theme),
			after: ", then show the actions again. What you have typed stays.", tab: true,
		}, govuk.Button{Text: "Show the actions again", Classes: "govuk-button--secondary", Name: lookAgain, Value: "yes"})
	}
	items := radioItems(readiness.PointOutcomes)
	for i := range items {
		if items[i].Value == "will_do" {
			items[i].Conditional.Parts = will
		}
	}
	return []govuk.Component{p.Form.Radios("outcome", "What became of it?", items...), did}
}

// actionBoxes offer the actions of the point's theme, and behind a title all others: a plan can have hundreds.
func actionBoxes(p pointStepPage) []govuk.Component {
	var near, far []govuk.Item
	for _, o := range p.Offers {
		if item := (govuk.Item{Value: o.Code, Text: o.Text}); o.Near {
			near = append(near, item)
		} else {
			far = append(far, item)
		}
	}
	const ask = "Which improvement action will do it?"
	switch {
	case len(near)+len(far) == 0:
		return []govuk.Component{remark{"actions", "There is no improvement action yet that could do it."}}
	case len(far) == 0:
		return []govuk.Component{smallBoxes(p.Form, ask, near)}
	case len(near) == 0:
		return []govuk.Component{folded("Choose from the improvement actions", smallBoxes(p.Form, ask, far))}
	}
	others := smallBoxes(p.Form, "Actions of other themes", far)
	others.IDPrefix, others.ErrorMessage = "other-actions", govuk.ErrorMessage{}
	return []govuk.Component{smallBoxes(p.Form, ask, near), folded("Actions of other themes", others)}
}

func smallBoxes(f Form, legend string, items []govuk.Item) govuk.Checkboxes {
	boxes := f.Checkboxes("actions", legend, items...)
	boxes.Classes = "govuk-checkboxes--small"
	return boxes
}

// lookAgain is the button that draws the form of an answer again, with the actions as they are now.
const lookAgain = "look_again"

// actionsFor are the actions that an answer can name, those that are due first in front; those of the point's theme are near.
func actionsFor(s *Server, ctx context.Context, viewer readiness.Actor, v readiness.PointView) ([]Offer, error) {
	actions, err := s.Plan.Actions(ctx, viewer, readiness.PlanQuery{Limit: mostLinks})
	if err != nil {
		return nil, err
	}
	offers := make([]Offer, len(actions.Rows))
	for i, a := range actions.Rows {
		offers[i] = Offer{readiness.Choice{Code: a.ActionID, Text: a.Title + ", due " + a.Due.Long()}, a.Theme == v.Theme}
	}
	return offers, nil
}

// answerPoint sends the answer. Actions that were ticked under another answer are dropped; without JavaScript they are open.
func (s *Server) answerPoint(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	if form.Values.Get(lookAgain) != "" {
		form.Values.Set("outcome", "will_do")
		return showStep(s, w, r, http.StatusOK, answerStep, &form)
	}
	var c readiness.AnswerPoint
	if !form.read(&c) {
		form.reword("outcome", "Choose what became of it.")
		return showStep(s, w, r, http.StatusUnprocessableEntity, answerStep, &form)
	}
	if c.Outcome != "will_do" {
		c.Actions = nil
	}
	return ask(s, w, r, answerStep, form, readiness.PointCommand(c), "The point is answered. The meeting hears it next.")
}
