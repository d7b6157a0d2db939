package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

const noScopes = "Choose at least one thing that it may do."

func (s *Server) accountPage(w http.ResponseWriter, r *http.Request) error {
	me, on := by(r), s.today()
	p, err := s.People.Person(r.Context(), me.PersonID)
	if err != nil {
		return err
	}
	page := AccountPage{On: on, Person: p, Cover: coverOf(p, on, accountPath), MayTokens: readiness.May(me, readiness.HoldTokens, readiness.Place{}), MayCalendar: readiness.May(me, readiness.SeeCases, readiness.Place{})}
	if !page.MayTokens {
		return s.show(w, r, http.StatusOK, page)
	}
	tokens, err := s.Accounts.Tokens(r.Context(), me.PersonID)
	if err != nil {
		return err
	}
	for _, t := range tokens {
		page.Tokens = append(page.Tokens, TokenRow{Token: t, Over: t.Ended || t.Until.Before(on), End: newForm()})
	}
	return s.show(w, r, http.StatusOK, page)
}

func (s *Server) addTokenPage(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, http.StatusOK, AddTokenPage{newForm()})
}

// addToken makes a token and shows its secret for the only time, in the answer itself: a secret must not wait in a session for a redirect.
func (s *Server) addToken(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var t readiness.NewToken
	if !form.read(&t) {
		form.reword("scopes", noScopes)
		return s.show(w, r, http.StatusUnprocessableEntity, AddTokenPage{form})
	}
	secret, err := s.Accounts.NewToken(r.Context(), t, form.asked(r))
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, accountPath)
		if shown {
			return err
		}
		return s.show(w, r, status, AddTokenPage{form})
	}
	return s.show(w, r, http.StatusOK, SecretPage{Kind: "token", Secret: secret, For: t.Name, BackTo: accountPath, Section: "/more"})
}

func (s *Server) endToken(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	return s.run(w, r, &errand{
		form: &form, then: accountPath, done: "The token no longer works.",
		do: func() error { return s.Accounts.EndToken(r.Context(), r.PathValue("token"), form.asked(r)) },
	})
}
