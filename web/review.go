package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *Server) reviews(w http.ResponseWriter, r *http.Request) error {
	page := ReviewsPage{Viewer: by(r)}
	form, err := readQuery(r, &page.Query)
	if err != nil {
		return err
	}
	page.Form = form
	if page.Page, err = s.Reviews.Reviews(r.Context(), by(r), page.Query); err != nil {
		return err
	}
	if page.Areas, page.Teams, err = s.places(r.Context(), by(r)); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, page)
}

func (s *Server) reviewPage(w http.ResponseWriter, r *http.Request) error {
	return s.showReview(w, r, http.StatusOK, nil)
}

// showReview draws a review; form, when given, is a submission that came back.
func (s *Server) showReview(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	view, err := s.Reviews.Review(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	page := ReviewPage{View: view, Viewer: by(r), Now: s.Now(), Begin: newForm()}
	page.Begin.IfSeq = view.State.Seq
	switch {
	case form != nil:
		page.Form = *form
	case page.MayWrite():
		if page.Form, page.Draft, err = s.reviewForm(r, view); err != nil {
			return err
		}
	}
	page.Form.IfSeq = view.State.Seq
	return s.show(w, r, status, page)
}

// reviewForm begins with the draft, else with the last submission when that was sent back, else empty.
func (s *Server) reviewForm(r *http.Request, view readiness.ReviewView) (Form, readiness.Draft, error) {
	draft, err := s.Reviews.Draft(r.Context(), view.ReviewID, by(r).PersonID)
	if err != nil {
		return Form{}, draft, err
	}
	form := newForm()
	if len(draft.Fields) > 0 {
		form.Values = url.Values{}
		for name, value := range draft.Fields {
			form.Values.Set(name, value)
		}
	} else if view.State.Submission != nil {
		form.Values = encode(view.State.Submission.SubmitReview)
	}
	return form, draft, nil
}

// saveDraft keeps what is typed. Asked by the page's own script (by=page) it answers without a page.
func (s *Server) saveDraft(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id, kept := r.PathValue("id"), draftOf(form.Values)
	if _, err := s.Reviews.Review(r.Context(), by(r), id); err != nil {
		return err // a review that this person may not see has no draft of theirs
	}
	if err := s.Reviews.SaveDraft(r.Context(), id, kept, by(r)); err != nil {
		return err
	}
	if r.URL.Query().Get("by") == "page" {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	s.done(r, "Draft saved. Nobody else sees it until you submit.")
	return seeOther(w, r, "/reviews/"+id)
}

// draftOf keeps the fields of the submission and nothing else.
func draftOf(values url.Values) map[string]string {
	kept := map[string]string{}
	for _, name := range draftFields {
		if v := values.Get(name); v != "" {
			kept[name] = v
		}
	}
	return kept
}

var draftFields = func() []string {
	names := slices.Collect(maps.Keys(encode(readiness.SubmitReview{})))
	for _, date := range []string{"last_seen", "next_date"} {
		names = append(names, date+"-day", date+"-month", date+"-year")
	}
	slices.Sort(names)
	return names
}()

func (s *Server) beginReview(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	back := "/reviews/" + r.PathValue("id")
	if _, err := s.Commands.Review(r.Context(), r.PathValue("id"), readiness.BeginReview{}, form.asked(r)); err != nil {
		status, shown, err := s.again(w, r, err, &form, back)
		if shown {
			return err
		}
		return s.showReviewRefused(w, r, status, form)
	}
	s.done(r, "The review has begun. Others can see that you are working on it.")
	return seeOther(w, r, back)
}

// showReviewRefused draws the review with a refusal on top and the form as it was stored.
func (s *Server) showReviewRefused(w http.ResponseWriter, r *http.Request, status int, refused Form) error {
	view, err := s.Reviews.Review(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	form, _, err := s.reviewForm(r, view)
	if err != nil {
		return err
	}
	form.Errors = refused.Errors
	return s.showReview(w, r, status, &form)
}

func (s *Server) submitReview(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.SubmitReview
	if !form.read(&c) {
		return s.showReview(w, r, http.StatusUnprocessableEntity, &form)
	}
	if c.Outcome != "continue" { // fields that only "continue" opens; without JavaScript they are always there
		c.NewOutcomes, c.NextDate = "", readiness.SubmitReview{}.NextDate
	}
	id := r.PathValue("id")
	submitted, err := s.Commands.Review(r.Context(), id, c, form.asked(r))
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, "/reviews/"+id)
		if shown {
			return err
		}
		return s.showReview(w, r, status, &form)
	}
	if err := s.Reviews.SaveDraft(r.Context(), id, map[string]string{}, by(r)); err != nil {
		s.Log.WarnContext(r.Context(), "a draft outlives its submission", "request", visitOf(r).id, "review", id, "error", err)
	}
	s.done(r, "Submitted. It waits for the "+submitted.Signer(by(r)).Title()+"’s signature.")
	return seeOther(w, r, "/reviews/"+id)
}
