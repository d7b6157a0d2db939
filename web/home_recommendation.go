package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

func recommendQuestions(home readiness.ChildrensHome, v readiness.HomeVisit, rules readiness.HomeRules, f Form) QuestionsPage {
	text, due := f.Counted("text", "What is recommended?", 1000), f.Date("due", "By when?")
	text.Rows, text.Threshold, text.Hint.Text = 4, 75, "Name no child."
	due.Hint.Text = "For example, 27 3 2027."
	return QuestionsPage{
		Form: f, Section: homesPath, Back: homeVisitPath + v.ID, Caption: home.Name + ", " + v.On.Long(), Heading: "Add a recommendation", Action: homeVisitPath + v.ID + "/recommend", Send: "Add it",
		Fields: append(keepFields(f), text, f.Select("standard", "Which standard is it about? (optional)", options("None of them", rules.Standards)...), due),
	}
}

func (s *Server) recommendAtHomePage(w http.ResponseWriter, r *http.Request) error {
	return s.showRecommend(w, r, http.StatusOK, newForm())
}

func (s *Server) showRecommend(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	record, v, err := s.HomeVisits.HomeVisit(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	rules, err := s.Homes.HomeRules(r.Context())
	if err != nil {
		return err
	}
	if err := (readiness.RecommendAtHome{Due: v.On}).Check(v, rules); err != nil {
		return err
	}
	return s.show(w, r, status, recommendQuestions(record.Home, v, rules, form))
}

func (s *Server) recommendAtHome(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.RecommendAtHome
	id := r.PathValue("id")
	return s.run(w, r, &errand{
		form: &form, into: &c, then: homeVisitPath + id, done: "The recommendation is added. You can put it into the improvement plan.",
		mind: func() {
			c.LooksLike = nil // what was found, never what a form says
			if seen := looksLikeChilds(spoken{"in what is recommended", c.Text}); form.keeps(seen) {
				c.LooksLike = seen
			}
		},
		do: func() error {
			_, err := s.HomeVisits.RecommendAtHome(r.Context(), id, c, form.asked(r))
			return err
		},
		draw: func(status int) error { return s.showRecommend(w, r, status, form) },
	})
}

func settleAtHomeQuestions(x readiness.HomeRecommendation, f Form) QuestionsPage {
	why := f.Counted("why", "What shows that, or why is it not followed?", 1000)
	why.Rows, why.Threshold = 3, 75
	return QuestionsPage{
		Form: f, Section: homesPath, Back: childrensHomeHref(x.HomeID), Caption: x.Home, Heading: "What became of the recommendation?", About: x.Text, Action: recommendedAtHome + x.ID + "/settle", Send: "Save",
		Fields: append(keepFields(f), f.Radios("outcome", "What became of it?", radioItems(readiness.HomeOutcomes)...), why),
	}
}

func (s *Server) settleAtHomePage(w http.ResponseWriter, r *http.Request) error {
	return s.showSettleAtHome(w, r, http.StatusOK, newForm())
}

func (s *Server) showSettleAtHome(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	x, err := s.HomeVisits.HomeRecommendation(r.Context(), by(r), r.PathValue("id"))
	if err == nil && !form.Failed() {
		err = x.MayClose()
	}
	if err != nil {
		return err
	}
	return s.show(w, r, status, settleAtHomeQuestions(x, form))
}

func (s *Server) settleAtHome(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	x, err := s.HomeVisits.HomeRecommendation(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	var c readiness.CloseHomeRecommendation
	return s.run(w, r, &errand{
		form: &form, into: &c, then: childrensHomeHref(x.HomeID), done: "What became of the recommendation is saved.",
		mind: func() {
			form.reword("outcome", "Choose what became of it.")
			form.keeps(looksLikeChilds(spoken{"in what shows that", c.Why}))
		},
		do:   func() error { return s.HomeVisits.CloseHomeRecommendation(r.Context(), x.ID, c, form.asked(r)) },
		draw: func(status int) error { return s.showSettleAtHome(w, r, status, form) },
	})
}

// improveHomePage begins with the recommendation as it stands.
func (s *Server) improveHomePage(w http.ResponseWriter, r *http.Request) error {
	x, err := s.HomeVisits.HomeRecommendation(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if x.FindingID != "" {
		return readiness.Errorf(readiness.Conflict, "This recommendation is in the improvement plan already. Actions are added on the page of its finding.")
	}
	return s.showImproveHome(w, r, http.StatusOK, newFormFor(readiness.ImproveCriterion{Text: x.Text, Theme: "Children’s homes"}))
}

func (s *Server) showImproveHome(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	x, err := s.HomeVisits.HomeRecommendation(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	themes, err := s.themes(r)
	if err != nil {
		return err
	}
	officers, err := s.Plan.Officers(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, improveHomeQuestions(x, form, themes, officers))
}

func improveHomeQuestions(x readiness.HomeRecommendation, f Form, themes []string, officers []readiness.Choice) QuestionsPage {
	return improving(QuestionsPage{
		Form: f, Section: homesPath, Back: childrensHomeHref(x.HomeID), Caption: x.Home + ", visit of " + x.VisitOn.Long(), Heading: "Put the recommendation into the improvement plan",
		Action: recommendedAtHome + x.ID + "/improve",
	}, "As the report says it. Elected members can read this.", themes, officers)
}

func (s *Server) improveHome(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	return s.improves(w, r, &form, func(status int) error { return s.showImproveHome(w, r, status, form) }, s.ImproveHome)
}
