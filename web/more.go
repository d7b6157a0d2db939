package web

import "net/http"

func (s *Server) more(w http.ResponseWriter, r *http.Request) error {
	page := MorePage{}
	for _, e := range menu() {
		if !e.Top && e.About != "" && mayHere(by(r), e.Needs) {
			page.Entries = append(page.Entries, e)
		}
	}
	return s.show(w, r, http.StatusOK, page)
}

// MorePage leads to everything that does not stand in the menu.
type MorePage struct {
	Entries []Entry
}

// Face is the page's frame.
func (MorePage) Face() Face { return Face{Template: "more", Title: "More", Section: "/more"} }
