package web

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/sightline-readiness/sightline/readiness"
)

// mostChanged is how many changes of actions are asked while somebody waits for the page; more follow when the button is pressed again.
const mostChanged = 200

// confirmPlan plans the new actions, has them opened, and asks the changes of those that were there. Sent again, it does what is not done yet.
func (s *Server) confirmPlan(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	var c readiness.ConfirmPlanImport
	if !form.read(&c) {
		return s.showPlanImport(w, r, http.StatusUnprocessableEntity, form)
	}
	if err := s.PlanImports.ApplyPlanImport(r.Context(), id, c, form.asked(r)); err != nil {
		status, shown, err := s.again(w, r, err, &form, planImportPath+"/"+id)
		if shown {
			return err
		}
		return s.showPlanImport(w, r, status, form)
	}
	return s.carryOn(w, r, id)
}

// planChanges goes on with what is not done yet.
func (s *Server) planChanges(w http.ResponseWriter, r *http.Request) error {
	return s.carryOn(w, r, r.PathValue("id"))
}

// carryOn has what was planned opened and asks the changes that are left. Neither undoes what was brought in: the page says what is left and offers to
// go on.
func (s *Server) carryOn(w http.ResponseWriter, r *http.Request, id string) error {
	i, err := s.PlanImports.PlanImport(r.Context(), id)
	if err != nil {
		return err
	}
	if i.Done == nil {
		return seeOther(w, r, planImportPath+"/"+id)
	}
	if i.Unopen > 0 {
		if err := s.Commands.OpenActions(r.Context()); err != nil {
			s.Log.WarnContext(r.Context(), "the actions of a plan have not begun to open", "request", visitOf(r).id, "import", id, "error", err)
		}
	}
	answers, err := s.changeEach(r, i)
	if len(answers) > 0 {
		err = errors.Join(err, s.PlanImports.KeepPlanAnswers(r.Context(), id, answers))
	}
	if err != nil {
		return err
	}
	return seeOther(w, r, planImportPath+"/"+id)
}

// changeEach asks each change by itself, under an id made of the confirmation's and its own: cut short in the middle and asked again, each is made once. It
// stops when nobody answers: the others would wait as long.
func (s *Server) changeEach(r *http.Request, i readiness.PlanImport) (answers []readiness.PlanAnswer, err error) {
	pending := i.Pending()
	for _, c := range pending[:min(len(pending), mostChanged)] {
		amend := readiness.AmendAction{ActionDetails: c.Details, Reason: "It stands so in the spreadsheet that the plan was brought in from, row " + strconv.Itoa(c.Row) + "."}
		asked := readiness.Asked{ID: i.Done.CommandID + "/" + c.ActionID, By: by(r), IfSeq: c.Seq}
		err := actionShelf.ask(s, r.Context(), c.ActionID, amend, asked)
		refusal := readiness.AsRefusal(err)
		switch {
		case err == nil:
			answers = append(answers, readiness.PlanAnswer{ActionID: c.ActionID})
		case refusal == nil:
			return answers, err
		case refusal.Code == readiness.Unconfirmed || refusal.Code == readiness.Unavailable:
			return answers, nil
		default:
			answers = append(answers, readiness.PlanAnswer{ActionID: c.ActionID, Why: refusal.Message})
		}
	}
	return answers, nil
}
