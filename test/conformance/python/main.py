"""One student, in Python: what twin.ts says in TypeScript."""

from cdk8s_gpulab import (
    LabApp,
    LabChart,
    LabUserNamespace,
    QuotaProfile,
    Site,
    SiteClaim,
    SiteInfiniband,
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
app.synth()
