package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

// Cover is arranged for others under /people/{id} and /cover by those who manage deputies, and for oneself under /account by everybody.

func (s *Server) coverPage(w http.ResponseWriter, r *http.Request) error {
	people, err := s.People.People(r.Context())
	if err != nil {
		return err
	}
	page, on := CoverPage{}, s.today()
	for _, p := range people {
		if p.Active {
			page.People = append(page.People, readiness.Choice{Code: p.ID, Text: p.Name})
		}
		for _, row := range coverOf(p, on, coverPath+"/"+p.ID).Rows {
			if !row.Over {
				page.Rows = append(page.Rows, CoverLine{PersonID: p.ID, For: p.Name, Posts: posted(p, on), By: row.DeputyName, When: row.When})
			}
		}
	}
	return s.show(w, r, http.StatusOK, page)
}

// coverPersonPage is one person's cover, for those who arrange it without managing accounts.
func (s *Server) coverPersonPage(w http.ResponseWriter, r *http.Request) error {
	p, err := s.People.Person(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	page := CoverPersonPage{Name: p.Name, Cover: coverOf(p, s.today(), coverPath+"/"+p.ID)}
	if readiness.May(by(r), readiness.Assign, readiness.Place{}) {
		page.Give = query(givePath, "owner", p.ID)
	}
	return s.show(w, r, http.StatusOK, page)
}

// covered is whose cover a route is about: the person named in it, or whoever asks.
func covered(r *http.Request) (personID, base string) {
	if id := r.PathValue("id"); id != "" {
		return id, coverPath + "/" + id
	}
	return by(r).PersonID, accountPath
}

func (s *Server) addDeputyPage(w http.ResponseWriter, r *http.Request) error {
	return s.showAddDeputy(w, r, http.StatusOK, newForm())
}

func (s *Server) showAddDeputy(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	id, base := covered(r)
	people, err := s.People.People(r.Context())
	if err != nil {
		return err
	}
	page, known := AddDeputyPage{Base: base, Form: form}, false
	for _, p := range people {
		switch {
		case p.ID == id:
			known = true
			if base != accountPath {
				page.Name = p.Name
			}
		case p.Active:
			page.People = append(page.People, readiness.Choice{Code: p.ID, Text: withPosts(p.Name, posted(p, s.today()))})
		}
	}
	if !known {
		return readiness.Errorf(readiness.NotFound, "There is no such person.")
	}
	return s.show(w, r, status, page)
}

func withPosts(name, posts string) string {
	if posts == "" {
		return name
	}
	return name + ", " + posts
}

func (s *Server) addDeputy(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id, base := covered(r)
	var d readiness.AddDeputy
	return s.run(w, r, &errand{
		form: &form, into: &d, then: base, done: "The cover is arranged.",
		mind: func() {
			form.reword("deputy_id", "Choose who covers.")
			form.ordered(d.From, d.Until)
		},
		draw: func(status int) error { return s.showAddDeputy(w, r, status, form) },
		do: func() error {
			_, err := s.People.AddDeputy(r.Context(), id, d, form.asked(r))
			return err
		},
	})
}

func (s *Server) endDeputy(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id, base := covered(r)
	return s.run(w, r, &errand{
		form: &form, then: base, done: "The cover has ended.",
		do: func() error { return s.People.EndDeputy(r.Context(), id, r.PathValue("deputy"), form.asked(r)) },
	})
}
