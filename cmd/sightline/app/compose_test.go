package app_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
)

var root = filepath.Join("..", "..", "..")

// composition is what the tests look at of docker-compose.yml.
type composition struct {
	Services map[string]struct {
		Image       string
		Entrypoint  any
		Command     []string
		Environment map[string]string
		Ports       []string
		Secrets     []any
		Deploy      struct{ Replicas int }
		DependsOn   map[string]struct{ Condition string } `yaml:"depends_on"`
		Healthcheck struct {
			Test    []string
			Disable bool
		}
	}
	Secrets map[string]struct{ File string }
}

func compose(t *testing.T) composition {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, "docker-compose.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var c composition
	if err := yaml.Unmarshal(data, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// Every variable, verb, flag and health check in the composition must be one that this binary has.
func TestComposeFitsTheBinary(t *testing.T) {
	t.Parallel()
	ours := 0
	for name, s := range compose(t).Services {
		checkVariables(t, name, s.Environment)
		if !strings.HasPrefix(s.Image, "sightline:") {
			continue
		}
		ours++
		if err := app.Parse(s.Command...); err != nil {
			t.Errorf("%s runs sightline %v: %v", name, s.Command, err)
		}
		if s.Healthcheck.Disable {
			continue
		}
		if test := s.Healthcheck.Test; len(test) < 3 || test[0] != "CMD" || test[1] != "/usr/local/bin/sightline" {
			t.Errorf("%s is asked for its health with %v", name, test)
		} else if err := app.Parse(test[2:]...); err != nil || test[2] != "healthcheck" || test[3] != s.Command[0] {
			t.Errorf("%s is asked for its health with %v: %v", name, test, err)
		}
	}
	if ours != 3 {
		t.Errorf("%d services run sightline, want migrate, serve and worker", ours)
	}
}

func checkVariables(t *testing.T, service string, environment map[string]string) {
	t.Helper()
	known := variables()
	for name := range environment {
		if strings.HasPrefix(name, "SIGHTLINE_") && !slices.Contains(known, name) {
			t.Errorf("%s sets %s, which does not exist", service, name)
		}
	}
}

func variables() []string {
	var known []string
	for _, flag := range app.Settings() {
		known = append(known, app.Variable(flag.Name))
	}
	return known
}

func TestComposeShape(t *testing.T) {
	t.Parallel()
	c := compose(t)
	if n := c.Services["worker"].Deploy.Replicas; n != 2 {
		t.Errorf("%d workers, want 2", n)
	}
	for name, s := range c.Services {
		for _, port := range s.Ports {
			if !strings.HasPrefix(port, "127.0.0.1:") {
				t.Errorf("%s opens %s to the network", name, port)
			}
		}
		for needed, how := range s.DependsOn {
			other, ok := c.Services[needed]
			if !ok {
				t.Errorf("%s waits for %s, which does not exist", name, needed)
			}
			if how.Condition == "service_healthy" && len(other.Healthcheck.Test) == 0 {
				t.Errorf("%s waits for the health of %s, which nobody asks for", name, needed)
			}
		}
		if _, tag, ok := strings.Cut(s.Image, ":"); !ok || tag == "latest" {
			t.Errorf("the image of %s is not pinned: %s", name, s.Image)
		}
		for _, secret := range s.Secrets {
			if _, ok := c.Secrets[secret.(string)]; !ok {
				t.Errorf("%s wants the secret %v, which does not exist", name, secret)
			}
		}
	}
}

// The Dockerfile must build what go.mod says, and start a verb that exists.
func TestDockerfile(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile(filepath.Join(root, "Dockerfile"))
	if err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	_, version, _ := strings.Cut(string(mod), "\ngo ")
	version, _, _ = strings.Cut(version, "\n")
	for _, want := range []string{"FROM golang:" + version + "-", "USER nonroot", `CMD ["serve"]`, `"healthcheck", "serve"`} {
		if !strings.Contains(string(file), want) {
			t.Errorf("the Dockerfile does not say %s", want)
		}
	}
	for _, line := range strings.Split(string(file), "\n") {
		if name, _, ok := strings.Cut(strings.TrimPrefix(line, "ENV "), "="); ok && strings.HasPrefix(name, "SIGHTLINE_") && !slices.Contains(variables(), name) {
			t.Errorf("the Dockerfile sets %s, which does not exist", name)
		}
	}
}
