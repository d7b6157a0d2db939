package api

import (
	"net/url"
	"strconv"

	"github.com/sightline-readiness/sightline/readiness"
)

// nothing is the input of an operation without any, and the answer of one that answers 204.
type nothing struct{}

// byID is the input of an operation about one thing.
type byID struct {
	ID string `path:"id" maxLength:"64"`
}

// sent is a command about no thing in particular.
type sent[B any] struct {
	Body body[B]
}

// sentTo is a command about one thing.
type sentTo[B any] struct {
	ID   string `path:"id" maxLength:"64"`
	Body body[B]
}

// reply is an answer with a body.
type reply[T any] struct{ Body T }

// versioned is an answer whose version can be named in If-Match.
type versioned[T any] struct {
	ETag string `header:"ETag"`
	Body T
}

// made is the answer to a command that made something.
type made[T any] struct {
	Location string `header:"Location"`
	Body     T
}

// listed is one page of rows.
type listed[T any] struct {
	Link string `header:"Link"`
	Body readiness.Page[T]
}

// rows is a short list that comes whole.
type rows[T any] struct {
	Rows []T `json:"rows"`
}

func answer[T any](v T, err error) (*reply[T], error) {
	if err != nil {
		return nil, err
	}
	return &reply[T]{Body: v}, nil
}

func all[T any](list []T, err error) (*reply[rows[T]], error) {
	if err != nil {
		return nil, err
	}
	return &reply[rows[T]]{Body: rows[T]{Rows: some(list)}}, nil
}

// some is the list, never null.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func paged[T any](c *call, page readiness.Page[T], err error) (*listed[T], error) {
	if err != nil {
		return nil, err
	}
	page.Rows = some(page.Rows)
	return &listed[T]{Link: next(c.url, page.Next), Body: page}, nil
}

// next is the Link header to the page after this one (RFC 8288), "" on the last.
func next(asked url.URL, cursor string) string {
	if cursor == "" {
		return ""
	}
	q := asked.Query()
	q.Set("cursor", cursor)
	link := url.URL{Path: asked.Path, RawQuery: q.Encode()}
	return "<" + link.String() + `>; rel="next"`
}

// tag is the entity tag of a version.
func tag(version int) string { return `"` + strconv.Itoa(version) + `"` }

// version reads If-Match: one strong tag of ours. 0 means that any version will do.
func version(ifMatch string) (int, error) {
	if ifMatch == "" || ifMatch == "*" {
		return 0, nil
	}
	text, err := strconv.Unquote(ifMatch)
	if err == nil && text != "" {
		n, err := strconv.Atoi(text)
		if err == nil && n > 0 {
			return n, nil
		}
	}
	return 0, stale()
}

func stale() error {
	return newProblem("stale-version", "It has changed since the version in If-Match. Read it again, then decide again.")
}
