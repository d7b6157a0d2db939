package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
	"github.com/sightline-readiness/sightline/readiness"
)

// A reader is somebody who has signed in.
type reader struct {
	door   http.Handler
	cookie *http.Cookie
}

const benchPassword = "quiet harbour lantern 47"

// reader signs the county's person of a role in.
func (c county) reader(ctx context.Context, role readiness.Role) (reader, error) {
	person := c.people[string(role)]
	secret, err := c.db.NewSignInLink(ctx, person.ID, asked(fmt.Sprintf("link %s %d", role, time.Now().UnixNano())))
	if err != nil {
		return reader{}, err
	}
	if _, err := c.db.SetPassword(ctx, secret, benchPassword); err != nil {
		return reader{}, err
	}
	parts := &app.Parts{DB: c.db, Temporal: c.temporal, Commands: c.runs, Address: "http://127.0.0.1:8480", Now: time.Now, Log: slog.Default()}
	in := reader{door: app.Door(app.Config{Listen: "127.0.0.1:8480", Council: "Benchshire"}, parts)}
	form := url.Values{"email": {person.Email}, "password": {benchPassword}, "command_id": {"bench"}}
	ask := httptest.NewRequest(http.MethodPost, "/sign-in", strings.NewReader(form.Encode()))
	ask.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer := httptest.NewRecorder()
	in.door.ServeHTTP(answer, ask)
	for _, cookie := range answer.Result().Cookies() {
		in.cookie = cookie
	}
	if in.cookie == nil {
		return in, fmt.Errorf("%s cannot sign in: %d", role, answer.Code)
	}
	return in, nil
}

// get reads a page and says how long it took and how many bytes came.
func (in reader) get(path string) (time.Duration, int, error) {
	ask := httptest.NewRequest(http.MethodGet, path, nil)
	ask.AddCookie(in.cookie)
	answer := httptest.NewRecorder()
	begin := time.Now()
	in.door.ServeHTTP(answer, ask)
	took := time.Since(begin)
	if answer.Code != http.StatusOK {
		return took, 0, fmt.Errorf("%s answers %d", path, answer.Code)
	}
	return took, answer.Body.Len(), nil
}
