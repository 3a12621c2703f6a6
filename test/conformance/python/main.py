"""One student and a chart with values, in Python: what twin.ts says in TypeScript."""

from cdk8s import ApiObject, JsonPatch
from cdk8s_gpulab import (
    LabApp,
    LabChart,
    LabUserNamespace,
    QuotaProfile,
    Site,
    SiteClaim,
    SiteInfiniband,
    Values,
)

site = Site(
    gpu_node_label="gpu-model",
    gpu_models=["RTX4090D"],
    default_image="registry.example.org/lab/base:1",
    student_role="admin",
    claims=[
        SiteClaim(volume="home", claim_prefix="pvc-home", storage_class="nfs", size="2T", mount_path="/root"),
    ],
    infiniband=SiteInfiniband(
        master="ibs121",
        range="192.168.0.0/16",
        gateway="192.168.0.1",
        resource="rdma/rdma_shared_device_a",
        kubeconfig="/etc/cni/net.d/whereabouts.kubeconfig",
    ),
)

app = LabApp()
app.external.storage_class("nfs")
chart = LabChart(app, "zhang3")
LabUserNamespace(
    chart,
    "namespace",
    site=site,
    uid="zhang3",
    mail="zhang3@example.org",
    quota=QuotaProfile.student(gpus=2, others={"count/services": "20"}),
)

web = LabChart(app, "web")
values = web.values
name = values.text("name", description="Name.", default_value="web")
port = values.integer("port", description="Port.", default_value=80, minimum=1, maximum=65535)
debug = values.boolean("debug", description="Say more.", default_value=False)
addresses = values.string_list("addresses", description="Addresses.", default_value=["192.0.2.1", "192.0.2.2"])
service = ApiObject(
    web,
    "service",
    api_version="v1",
    kind="Service",
    metadata={"name": name.lower().text, "namespace": "web"},
)
service.add_json_patch(
    JsonPatch.add(
        "/spec",
        {
            "selector": {"app": f"{name.text}-{port.text}"},
            "ports": [{"name": "http", "port": port}],
            "publishNotReadyAddresses": Values.when(debug, True),
            "externalIPs": [Values.each_item(addresses, addresses.current.text)],
        },
    )
)
app.synth()
