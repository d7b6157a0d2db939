package app

import (
	"fmt"
	"io"
	"net/url"
	"reflect"
	"text/tabwriter"
)

// print writes the configuration as it is in effect, group by group. Secrets are hidden; of the ledger's URL only the password is.
func (c Config) print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fields := reflect.TypeFor[Config]()
	for _, g := range groups {
		fmt.Fprintln(t, g.title)
		for i := range fields.NumField() {
			if f := fields.Field(i); f.Tag.Get("group") == g.key {
				fmt.Fprintf(t, "  %s\t%s\n", f.Tag.Get("name"), shown(f.Tag.Get("name"), reflect.ValueOf(c).Field(i).Interface()))
			}
		}
	}
	return t.Flush()
}

func shown(name string, value any) string {
	if secret, ok := value.(Secret); ok && name == "database-url" {
		return maskPassword(secret)
	}
	text := fmt.Sprint(value)
	if text == "" {
		return "-"
	}
	return text
}

// maskPassword hides the password of a URL, wherever it stands, and all of what is not a URL.
func maskPassword(s Secret) string {
	u, err := url.Parse(s.Reveal())
	if s == "" {
		return "-"
	}
	if err != nil || u.Scheme == "" {
		return hidden
	}
	if q := u.Query(); q.Has("password") {
		q.Set("password", "xxxxx")
		u.RawQuery = q.Encode()
	}
	return u.Redacted()
}

// hasPassword reports whether a ledger's URL holds a password.
func hasPassword(s Secret) bool {
	u, err := url.Parse(s.Reveal())
	if err != nil {
		return true
	}
	_, set := u.User.Password()
	return set || u.Query().Has("password")
}
