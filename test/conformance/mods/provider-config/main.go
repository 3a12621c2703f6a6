// Reads config.toml as the computing provider does: with its TOML library, into structs with its keys and types (conf/config.go of tags
// v0.3.0 and v1.1.5). Prints, as JSON, what it read, keys that no struct has, and keys that it would end for.
package main

import (
	"encoding/json"
	"os"

	"github.com/BurntSushi/toml"
)

type text = string

type registry struct{ ServerAddress, UserName, Password text }
type certificate struct{ CrtFile, KeyFile text }

type first struct {
	API struct {
		Port                                                    int
		MultiAddress, RedisUrl, RedisPassword, Domain, NodeName text
	}
	LOG      certificate
	LAG      struct{ ServerUrl, AccessToken text }
	MCS      struct{ ApiKey, AccessToken, BucketName, Network, FileCachePath text }
	Registry registry
}

type newest struct {
	API struct {
		Port                                                             int
		MultiAddress, Domain, NodeName, WalletWhiteList, WalletBlackList text
		Pricing                                                          text
		AutoDeleteImage                                                  bool
		ClearLogDuration                                                 int
		PortRange                                                        []string
		GpuUtilizationRejectThreshold                                    float64
	}
	UBI struct {
		UbiEnginePk                     text
		EnableSequencer, AutoChainProof bool
		SequencerUrl, EdgeUrl           text
		VerifySign                      bool
	}
	LOG certificate
	HUB struct {
		BalanceThreshold float64
		OrchestratorPk   text
		VerifySign       bool
	}
	MCS      struct{ ApiKey, BucketName, Network text }
	Registry registry
	RPC      struct {
		SwanChainRpc text `toml:"SWAN_CHAIN_RPC"`
	}
}

var versions = map[string]struct {
	config any
	needed [][]string
}{
	"0.3.0": {&first{}, [][]string{
		{"API", "MultiAddress"}, {"API", "Domain"}, {"API", "RedisUrl"}, {"LOG", "CrtFile"}, {"LOG", "KeyFile"},
		{"LAG", "ServerUrl"}, {"LAG", "AccessToken"},
		{"MCS", "ApiKey"}, {"MCS", "BucketName"}, {"MCS", "Network"}, {"MCS", "FileCachePath"}, {"Registry"},
	}},
	"1.1.5": {&newest{}, [][]string{
		{"API", "MultiAddress"}, {"API", "Domain"}, {"API", "NodeName"}, {"LOG", "CrtFile"}, {"LOG", "KeyFile"},
		{"UBI", "UbiEnginePk"}, {"UBI", "EnableSequencer"}, {"UBI", "AutoChainProof"}, {"UBI", "SequencerUrl"},
		{"HUB", "OrchestratorPk"}, {"HUB", "BalanceThreshold"}, {"HUB", "VerifySign"},
		{"MCS", "ApiKey"}, {"MCS", "BucketName"}, {"MCS", "Network"}, {"RPC", "SWAN_CHAIN_RPC"}, {"Registry"},
	}},
}

func main() {
	version := versions[os.Args[1]]
	data, err := toml.NewDecoder(os.Stdin).Decode(version.config)
	if err != nil {
		panic(err)
	}
	unknown, missing := []string{}, []string{}
	for _, key := range data.Undecoded() {
		unknown = append(unknown, key.String())
	}
	for _, key := range version.needed {
		if !data.IsDefined(key...) {
			missing = append(missing, toml.Key(key).String())
		}
	}
	json.NewEncoder(os.Stdout).Encode(map[string]any{"config": version.config, "unknown": unknown, "missing": missing})
}
