// Renders charts as `helm template --include-crds` does, many in one process: each line of standard input asks for
// one, and a line of standard output answers. The tests compare its answers with those of the real command.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"helm.sh/helm/v4/pkg/action"
	"helm.sh/helm/v4/pkg/chart/loader"
	"helm.sh/helm/v4/pkg/cli"
	"helm.sh/helm/v4/pkg/cli/values"
	"helm.sh/helm/v4/pkg/getter"
	"helm.sh/helm/v4/pkg/release"
	"k8s.io/apimachinery/pkg/util/yaml"
)

type request struct {
	Chart     string   `json:"chart"`
	Files     []string `json:"files"`
	Set       []string `json:"set"`
	Release   string   `json:"release"`
	Namespace string   `json:"namespace"`
}

type answer struct {
	Output  string            `json:"output"`
	Objects []json.RawMessage `json:"objects"`
	Error   string            `json:"error,omitempty"`
}

func main() {
	requests := json.NewDecoder(os.Stdin)
	answers := json.NewEncoder(os.Stdout)
	for {
		var asked request
		if err := requests.Decode(&asked); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			log.Fatal(err)
		}
		if err := answers.Encode(answerTo(asked)); err != nil {
			log.Fatal(err)
		}
	}
}

func answerTo(asked request) answer {
	output, err := render(asked)
	if err != nil {
		return answer{Error: err.Error()}
	}
	objects, err := read(output)
	if err != nil {
		return answer{Output: output, Error: "unreadable output: " + err.Error()}
	}
	return answer{Output: output, Objects: objects}
}

func render(asked request) (string, error) {
	options := values.Options{ValueFiles: asked.Files, Values: asked.Set}
	given, err := options.MergeValues(getter.All(cli.New()))
	if err != nil {
		return "", err
	}
	chart, err := loader.Load(asked.Chart)
	if err != nil {
		return "", err
	}
	install := action.NewInstall(action.NewConfiguration())
	install.DryRunStrategy = action.DryRunClient
	install.Replace = true
	install.IncludeCRDs = true
	install.ReleaseName = asked.Release
	install.Namespace = asked.Namespace
	installed, err := install.Run(chart, given)
	if err != nil {
		return "", err
	}
	made, err := release.NewAccessor(installed)
	if err != nil {
		return "", err
	}
	var output bytes.Buffer
	fmt.Fprintln(&output, strings.TrimSpace(made.Manifest()))
	for _, each := range made.Hooks() {
		hook, err := release.NewHookAccessor(each)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&output, "---\n# Source: %s\n%s\n", hook.Path(), hook.Manifest())
	}
	return output.String(), nil
}

// The objects, as kubectl reads them.
func read(output string) ([]json.RawMessage, error) {
	objects := []json.RawMessage{}
	documents := yaml.NewYAMLReader(bufio.NewReader(strings.NewReader(output)))
	for {
		document, err := documents.Read()
		if errors.Is(err, io.EOF) {
			return objects, nil
		} else if err != nil {
			return nil, err
		}
		object, err := yaml.ToJSON(document)
		if err != nil {
			return nil, err
		}
		if string(object) != "null" {
			objects = append(objects, object)
		}
	}
}
