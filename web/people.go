package web

import (
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const peoplePath = "/people"

func personPath(id string) string { return peoplePath + "/" + id }

func (s *Server) peoplePage(w http.ResponseWriter, r *http.Request) error {
	rows, err := s.People.People(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, PeoplePage{On: s.today(), Rows: rows})
}

func (s *Server) personPage(w http.ResponseWriter, r *http.Request) error {
	p, err := s.People.Person(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, PersonPage{
		On: s.today(), Person: p, Link: newForm(), Sessions: newForm(),
		MayCover: readiness.May(by(r), readiness.ManageDeputies, readiness.Place{}), MayGive: readiness.May(by(r), readiness.Assign, readiness.Place{}), Cover: coverOf(p, s.today(), coverPath+"/"+p.ID),
	})
}

func (s *Server) editPersonPage(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if id == "" {
		return s.show(w, r, http.StatusOK, EditPersonPage{Form: newForm()})
	}
	p, err := s.People.Person(r.Context(), id)
	if err != nil {
		return err
	}
	stored := readiness.SavePerson{Name: p.Name, Email: p.Email, Active: "yes"}
	if !p.Active {
		stored.Active = "no"
	}
	return s.show(w, r, http.StatusOK, EditPersonPage{ID: id, Form: newFormFor(stored)})
}

func (s *Server) savePerson(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	var p readiness.SavePerson
	e := errand{form: &form, into: &p, then: peoplePath, done: "The account is saved."}
	e.draw = func(status int) error { return s.show(w, r, status, EditPersonPage{id, form}) }
	e.do = func() error {
		saved, err := s.People.SavePerson(r.Context(), id, p, form.asked(r))
		if err == nil {
			e.then = personPath(saved.ID)
		}
		return err
	}
	if id == "" {
		e.done = "The account is made. Give them a post, then make a sign-in link."
	}
	return s.run(w, r, &e)
}

func (s *Server) addPostPage(w http.ResponseWriter, r *http.Request) error {
	return s.showAddPost(w, r, http.StatusOK, newFormFor(readiness.AddPost{From: s.today()}))
}

func (s *Server) showAddPost(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	p, err := s.People.Person(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	areas, err := s.Places.Areas(r.Context())
	if err != nil {
		return err
	}
	teams, err := s.Places.Teams(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, AddPostPage{Person: p, Areas: areas, Teams: teams, Form: form})
}

func (s *Server) addPost(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	var p readiness.AddPost
	return s.run(w, r, &errand{
		form: &form, into: &p, then: personPath(id), done: "The post is added.",
		mind: func() {
			form.reword("area_id", "Choose the area that they head.")
			form.reword("team_id", "Choose the team that they manage.")
			form.ordered(p.From, p.Until)
			if p.Role != readiness.AreaHead {
				p.AreaID = ""
			}
			if p.Role != readiness.TeamManager {
				p.TeamID = ""
			}
		},
		draw: func(status int) error { return s.showAddPost(w, r, status, form) },
		do: func() error {
			_, err := s.People.AddPost(r.Context(), id, p, form.asked(r))
			return err
		},
	})
}

// ordered asks that a last day, where there is one, does not come before the first.
func (f *Form) ordered(from, until calendar.Date) {
	if !until.IsZero() && until.Before(from) {
		f.Errors = append(f.Errors, govuk.FieldError{Name: "until", Message: "The last day must be the same as or after the first day."})
	}
}

func (s *Server) endPostPage(w http.ResponseWriter, r *http.Request) error {
	return s.showEndPost(w, r, http.StatusOK, newFormFor(readiness.EndPost{Until: s.today()}))
}

func (s *Server) showEndPost(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	p, err := s.People.Person(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	at := slices.IndexFunc(p.Posts, func(post readiness.Post) bool { return post.ID == r.PathValue("post") })
	if at < 0 {
		return readiness.Errorf(readiness.NotFound, "This person has no such post.")
	}
	return s.show(w, r, status, EndPostPage{Person: p, Post: p.Posts[at], Form: form})
}

func (s *Server) endPost(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	var e readiness.EndPost
	return s.run(w, r, &errand{
		form: &form, into: &e, then: personPath(id), done: "The last day of the post is set.",
		draw: func(status int) error { return s.showEndPost(w, r, status, form) },
		do:   func() error { return s.People.EndPost(r.Context(), id, r.PathValue("post"), e, form.asked(r)) },
	})
}

// signInLink makes a link that lets a person choose a password, and shows it for the only time. It is no redirect: a secret must not stand in
// an address of ours, nor wait in a session.
func (s *Server) signInLink(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	p, err := s.People.Person(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	secret, err := s.People.NewSignInLink(r.Context(), p.ID, form.asked(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, SecretPage{
		Kind: "link", Secret: secret, Link: s.Address + "/welcome/" + secret, For: p.Name, BackTo: personPath(p.ID), Section: peoplePath,
	})
}

func (s *Server) endSessions(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	n, err := s.People.EndSessions(r.Context(), r.PathValue("id"), form.asked(r))
	if err != nil {
		return err
	}
	sentence := "They were signed in nowhere."
	if n > 0 {
		sentence = "They are signed out of " + counted(n, "browser") + "."
	}
	s.done(r, sentence)
	return seeOther(w, r, personPath(r.PathValue("id")))
}
