// Written by tools/generate-shapes.ts from the OpenAPI documents of real API servers. Do not edit.

/** The versions there are shapes of, in the order of the bits in front of each line. */
export const VERSIONS: readonly string[] = ['1.28', '1.35'];

/** Versions, API version, kind, plural, scope, definition. */
export const KINDS = `
3 admissionregistration.k8s.io/v1 MutatingWebhookConfiguration mutatingwebhookconfigurations C admissionregistration.v1.MutatingWebhookConfiguration
2 admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy validatingadmissionpolicies C admissionregistration.v1.ValidatingAdmissionPolicy
2 admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding validatingadmissionpolicybindings C admissionregistration.v1.ValidatingAdmissionPolicyBinding
3 admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration validatingwebhookconfigurations C admissionregistration.v1.ValidatingWebhookConfiguration
3 apiextensions.k8s.io/v1 CustomResourceDefinition customresourcedefinitions C apiextensions.v1.CustomResourceDefinition
3 apiregistration.k8s.io/v1 APIService apiservices C apiregistration.v1.APIService
3 apps/v1 ControllerRevision controllerrevisions N apps.v1.ControllerRevision
3 apps/v1 DaemonSet daemonsets N apps.v1.DaemonSet
3 apps/v1 Deployment deployments N apps.v1.Deployment
3 apps/v1 ReplicaSet replicasets N apps.v1.ReplicaSet
3 apps/v1 StatefulSet statefulsets N apps.v1.StatefulSet
3 authentication.k8s.io/v1 SelfSubjectReview selfsubjectreviews C authentication.v1.SelfSubjectReview
3 authentication.k8s.io/v1 TokenReview tokenreviews C authentication.v1.TokenReview
3 authorization.k8s.io/v1 LocalSubjectAccessReview localsubjectaccessreviews N authorization.v1.LocalSubjectAccessReview
3 authorization.k8s.io/v1 SelfSubjectAccessReview selfsubjectaccessreviews C authorization.v1.SelfSubjectAccessReview
3 authorization.k8s.io/v1 SelfSubjectRulesReview selfsubjectrulesreviews C authorization.v1.SelfSubjectRulesReview
3 authorization.k8s.io/v1 SubjectAccessReview subjectaccessreviews C authorization.v1.SubjectAccessReview
3 autoscaling/v1 HorizontalPodAutoscaler horizontalpodautoscalers N autoscaling.v1.HorizontalPodAutoscaler
3 autoscaling/v2 HorizontalPodAutoscaler horizontalpodautoscalers N autoscaling.v2.HorizontalPodAutoscaler
3 batch/v1 CronJob cronjobs N batch.v1.CronJob
3 batch/v1 Job jobs N batch.v1.Job
3 certificates.k8s.io/v1 CertificateSigningRequest certificatesigningrequests C certificates.v1.CertificateSigningRequest
3 coordination.k8s.io/v1 Lease leases N coordination.v1.Lease
3 discovery.k8s.io/v1 EndpointSlice endpointslices N discovery.v1.EndpointSlice
3 events.k8s.io/v1 Event events N events.v1.Event
2 flowcontrol.apiserver.k8s.io/v1 FlowSchema flowschemas C flowcontrol.v1.FlowSchema
2 flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration prioritylevelconfigurations C flowcontrol.v1.PriorityLevelConfiguration
1 flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema flowschemas C flowcontrol.v1beta2.FlowSchema
1 flowcontrol.apiserver.k8s.io/v1beta2 PriorityLevelConfiguration prioritylevelconfigurations C flowcontrol.v1beta2.PriorityLevelConfiguration
1 flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema flowschemas C flowcontrol.v1beta3.FlowSchema
1 flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfiguration prioritylevelconfigurations C flowcontrol.v1beta3.PriorityLevelConfiguration
2 networking.k8s.io/v1 IPAddress ipaddresses C networking.v1.IPAddress
3 networking.k8s.io/v1 Ingress ingresses N networking.v1.Ingress
3 networking.k8s.io/v1 IngressClass ingressclasses C networking.v1.IngressClass
3 networking.k8s.io/v1 NetworkPolicy networkpolicies N networking.v1.NetworkPolicy
2 networking.k8s.io/v1 ServiceCIDR servicecidrs C networking.v1.ServiceCIDR
3 node.k8s.io/v1 RuntimeClass runtimeclasses C node.v1.RuntimeClass
3 policy/v1 PodDisruptionBudget poddisruptionbudgets N policy.v1.PodDisruptionBudget
3 rbac.authorization.k8s.io/v1 ClusterRole clusterroles C rbac.v1.ClusterRole
3 rbac.authorization.k8s.io/v1 ClusterRoleBinding clusterrolebindings C rbac.v1.ClusterRoleBinding
3 rbac.authorization.k8s.io/v1 Role roles N rbac.v1.Role
3 rbac.authorization.k8s.io/v1 RoleBinding rolebindings N rbac.v1.RoleBinding
2 resource.k8s.io/v1 DeviceClass deviceclasses C resource.v1.DeviceClass
2 resource.k8s.io/v1 ResourceClaim resourceclaims N resource.v1.ResourceClaim
2 resource.k8s.io/v1 ResourceClaimTemplate resourceclaimtemplates N resource.v1.ResourceClaimTemplate
2 resource.k8s.io/v1 ResourceSlice resourceslices C resource.v1.ResourceSlice
3 scheduling.k8s.io/v1 PriorityClass priorityclasses C scheduling.v1.PriorityClass
3 storage.k8s.io/v1 CSIDriver csidrivers C storage.v1.CSIDriver
3 storage.k8s.io/v1 CSINode csinodes C storage.v1.CSINode
3 storage.k8s.io/v1 CSIStorageCapacity csistoragecapacities N storage.v1.CSIStorageCapacity
3 storage.k8s.io/v1 StorageClass storageclasses C storage.v1.StorageClass
3 storage.k8s.io/v1 VolumeAttachment volumeattachments C storage.v1.VolumeAttachment
2 storage.k8s.io/v1 VolumeAttributesClass volumeattributesclasses C storage.v1.VolumeAttributesClass
3 v1 Binding bindings N core.v1.Binding
3 v1 ConfigMap configmaps N core.v1.ConfigMap
3 v1 Endpoints endpoints N core.v1.Endpoints
3 v1 Event events N core.v1.Event
3 v1 LimitRange limitranges N core.v1.LimitRange
3 v1 Namespace namespaces C core.v1.Namespace
3 v1 Node nodes C core.v1.Node
3 v1 PersistentVolume persistentvolumes C core.v1.PersistentVolume
3 v1 PersistentVolumeClaim persistentvolumeclaims N core.v1.PersistentVolumeClaim
3 v1 Pod pods N core.v1.Pod
3 v1 PodTemplate podtemplates N core.v1.PodTemplate
3 v1 ReplicationController replicationcontrollers N core.v1.ReplicationController
3 v1 ResourceQuota resourcequotas N core.v1.ResourceQuota
3 v1 Secret secrets N core.v1.Secret
3 v1 Service services N core.v1.Service
3 v1 ServiceAccount serviceaccounts N core.v1.ServiceAccount
`;

/** Versions, name, fields. */
export const DEFINITIONS = `
2 admissionregistration.v1.AuditAnnotation key!:s,valueExpression!:s
3 admissionregistration.v1.MatchCondition expression!:s,name!:s
2 admissionregistration.v1.MatchResources excludeResourceRules:[@admissionregistration.v1.NamedRuleWithOperations,matchPolicy:s=Equivalent|Exact,namespaceSelector:@meta.v1.LabelSelector,objectSelector:@meta.v1.LabelSelector,resourceRules:[@admissionregistration.v1.NamedRuleWithOperations
3 admissionregistration.v1.MutatingWebhook admissionReviewVersions!:[s,clientConfig!:@admissionregistration.v1.WebhookClientConfig,failurePolicy:s=Fail|Ignore,matchConditions:[@admissionregistration.v1.MatchCondition,matchPolicy:s=Equivalent|Exact,name!:s,namespaceSelector:@meta.v1.LabelSelector,objectSelector:@meta.v1.LabelSelector,reinvocationPolicy:s=IfNeeded|Never,rules:[@admissionregistration.v1.RuleWithOperations,sideEffects!:s=None|NoneOnDryRun|Some|Unknown,timeoutSeconds:i
3 admissionregistration.v1.MutatingWebhookConfiguration apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,webhooks:[@admissionregistration.v1.MutatingWebhook
2 admissionregistration.v1.NamedRuleWithOperations apiGroups:[s,apiVersions:[s,operations:[s=%2A|CONNECT|CREATE|DELETE|UPDATE,resourceNames:[s,resources:[s,scope:s=%2A|Cluster|Namespaced
2 admissionregistration.v1.ParamKind apiVersion:s,kind:s
2 admissionregistration.v1.ParamRef name:s,namespace:s,parameterNotFoundAction:s,selector:@meta.v1.LabelSelector
1 admissionregistration.v1.RuleWithOperations apiGroups:[s,apiVersions:[s,operations:[s,resources:[s,scope:s
2 admissionregistration.v1.RuleWithOperations apiGroups:[s,apiVersions:[s,operations:[s=%2A|CONNECT|CREATE|DELETE|UPDATE,resources:[s,scope:s=%2A|Cluster|Namespaced
3 admissionregistration.v1.ServiceReference name!:s,namespace!:s,path:s,port:i
2 admissionregistration.v1.ValidatingAdmissionPolicy apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@admissionregistration.v1.ValidatingAdmissionPolicySpec,status:A
2 admissionregistration.v1.ValidatingAdmissionPolicyBinding apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec
2 admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec matchResources:@admissionregistration.v1.MatchResources,paramRef:@admissionregistration.v1.ParamRef,policyName:s,validationActions:[s=Audit|Deny|Warn
2 admissionregistration.v1.ValidatingAdmissionPolicySpec auditAnnotations:[@admissionregistration.v1.AuditAnnotation,failurePolicy:s=Fail|Ignore,matchConditions:[@admissionregistration.v1.MatchCondition,matchConstraints:@admissionregistration.v1.MatchResources,paramKind:@admissionregistration.v1.ParamKind,validations:[@admissionregistration.v1.Validation,variables:[@admissionregistration.v1.Variable
3 admissionregistration.v1.ValidatingWebhook admissionReviewVersions!:[s,clientConfig!:@admissionregistration.v1.WebhookClientConfig,failurePolicy:s=Fail|Ignore,matchConditions:[@admissionregistration.v1.MatchCondition,matchPolicy:s=Equivalent|Exact,name!:s,namespaceSelector:@meta.v1.LabelSelector,objectSelector:@meta.v1.LabelSelector,rules:[@admissionregistration.v1.RuleWithOperations,sideEffects!:s=None|NoneOnDryRun|Some|Unknown,timeoutSeconds:i
3 admissionregistration.v1.ValidatingWebhookConfiguration apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,webhooks:[@admissionregistration.v1.ValidatingWebhook
2 admissionregistration.v1.Validation expression!:s,message:s,messageExpression:s,reason:s
2 admissionregistration.v1.Variable expression!:s,name!:s
3 admissionregistration.v1.WebhookClientConfig caBundle:y,service:@admissionregistration.v1.ServiceReference,url:s
3 apiextensions.v1.CustomResourceColumnDefinition description:s,format:s,jsonPath!:s,name!:s,priority:i,type!:s
3 apiextensions.v1.CustomResourceConversion strategy!:s,webhook:@apiextensions.v1.WebhookConversion
3 apiextensions.v1.CustomResourceDefinition apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec!:@apiextensions.v1.CustomResourceDefinitionSpec,status:A
3 apiextensions.v1.CustomResourceDefinitionNames categories:[s,kind!:s,listKind:s,plural!:s,shortNames:[s,singular:s
3 apiextensions.v1.CustomResourceDefinitionSpec conversion:@apiextensions.v1.CustomResourceConversion,group!:s,names!:@apiextensions.v1.CustomResourceDefinitionNames,preserveUnknownFields:b,scope!:s,versions!:[@apiextensions.v1.CustomResourceDefinitionVersion
2 apiextensions.v1.CustomResourceDefinitionVersion additionalPrinterColumns:[@apiextensions.v1.CustomResourceColumnDefinition,deprecated:b,deprecationWarning:s,name!:s,schema:@apiextensions.v1.CustomResourceValidation,selectableFields:[@apiextensions.v1.SelectableField,served!:b,storage!:b,subresources:@apiextensions.v1.CustomResourceSubresources
1 apiextensions.v1.CustomResourceDefinitionVersion additionalPrinterColumns:[@apiextensions.v1.CustomResourceColumnDefinition,deprecated:b,deprecationWarning:s,name!:s,schema:@apiextensions.v1.CustomResourceValidation,served!:b,storage!:b,subresources:@apiextensions.v1.CustomResourceSubresources
3 apiextensions.v1.CustomResourceSubresourceScale labelSelectorPath:s,specReplicasPath!:s,statusReplicasPath!:s
3 apiextensions.v1.CustomResourceSubresourceStatus 
3 apiextensions.v1.CustomResourceSubresources scale:@apiextensions.v1.CustomResourceSubresourceScale,status:@apiextensions.v1.CustomResourceSubresourceStatus
3 apiextensions.v1.CustomResourceValidation openAPIV3Schema:@apiextensions.v1.JSONSchemaProps
3 apiextensions.v1.ExternalDocumentation description:s,url:s
3 apiextensions.v1.JSONSchemaProps %24ref:s,%24schema:s,additionalItems:a,additionalProperties:a,allOf:[@apiextensions.v1.JSONSchemaProps,anyOf:[@apiextensions.v1.JSONSchemaProps,default:a,definitions:{@apiextensions.v1.JSONSchemaProps,dependencies:{a,description:s,enum:[a,example:a,exclusiveMaximum:b,exclusiveMinimum:b,externalDocs:@apiextensions.v1.ExternalDocumentation,format:s,id:s,items:a,maxItems:l,maxLength:l,maxProperties:l,maximum:n,minItems:l,minLength:l,minProperties:l,minimum:n,multipleOf:n,not:@apiextensions.v1.JSONSchemaProps,nullable:b,oneOf:[@apiextensions.v1.JSONSchemaProps,pattern:s,patternProperties:{@apiextensions.v1.JSONSchemaProps,properties:{@apiextensions.v1.JSONSchemaProps,required:[s,title:s,type:s,uniqueItems:b,x-kubernetes-embedded-resource:b,x-kubernetes-int-or-string:b,x-kubernetes-list-map-keys:[s,x-kubernetes-list-type:s,x-kubernetes-map-type:s,x-kubernetes-preserve-unknown-fields:b,x-kubernetes-validations:[@apiextensions.v1.ValidationRule
2 apiextensions.v1.SelectableField jsonPath!:s
3 apiextensions.v1.ServiceReference name!:s,namespace!:s,path:s,port:i
2 apiextensions.v1.ValidationRule fieldPath:s,message:s,messageExpression:s,optionalOldSelf:b,reason:s=FieldValueDuplicate|FieldValueForbidden|FieldValueInvalid|FieldValueRequired,rule!:s
1 apiextensions.v1.ValidationRule fieldPath:s,message:s,messageExpression:s,reason:s=FieldValueDuplicate|FieldValueForbidden|FieldValueInvalid|FieldValueRequired,rule!:s
3 apiextensions.v1.WebhookClientConfig caBundle:y,service:@apiextensions.v1.ServiceReference,url:s
3 apiextensions.v1.WebhookConversion clientConfig:@apiextensions.v1.WebhookClientConfig,conversionReviewVersions!:[s
3 apiregistration.v1.APIService apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@apiregistration.v1.APIServiceSpec,status:A
3 apiregistration.v1.APIServiceSpec caBundle:y,group:s,groupPriorityMinimum!:i,insecureSkipTLSVerify:b,service:@apiregistration.v1.ServiceReference,version:s,versionPriority!:i
3 apiregistration.v1.ServiceReference name:s,namespace:s,port:i
3 apps.v1.ControllerRevision apiVersion:s,data:a,kind:s,metadata:@meta.v1.ObjectMeta,revision!:l
3 apps.v1.DaemonSet apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@apps.v1.DaemonSetSpec,status:A
3 apps.v1.DaemonSetSpec minReadySeconds:i,revisionHistoryLimit:i,selector!:@meta.v1.LabelSelector,template!:@core.v1.PodTemplateSpec,updateStrategy:@apps.v1.DaemonSetUpdateStrategy
3 apps.v1.DaemonSetUpdateStrategy rollingUpdate:@apps.v1.RollingUpdateDaemonSet,type:s=OnDelete|RollingUpdate
3 apps.v1.Deployment apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@apps.v1.DeploymentSpec,status:A
3 apps.v1.DeploymentSpec minReadySeconds:i,paused:b,progressDeadlineSeconds:i,replicas:i,revisionHistoryLimit:i,selector!:@meta.v1.LabelSelector,strategy:@apps.v1.DeploymentStrategy,template!:@core.v1.PodTemplateSpec
3 apps.v1.DeploymentStrategy rollingUpdate:@apps.v1.RollingUpdateDeployment,type:s=Recreate|RollingUpdate
3 apps.v1.ReplicaSet apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@apps.v1.ReplicaSetSpec,status:A
3 apps.v1.ReplicaSetSpec minReadySeconds:i,replicas:i,selector!:@meta.v1.LabelSelector,template:@core.v1.PodTemplateSpec
3 apps.v1.RollingUpdateDaemonSet maxSurge:o,maxUnavailable:o
3 apps.v1.RollingUpdateDeployment maxSurge:o,maxUnavailable:o
3 apps.v1.RollingUpdateStatefulSetStrategy maxUnavailable:o,partition:i
3 apps.v1.StatefulSet apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@apps.v1.StatefulSetSpec,status:A
3 apps.v1.StatefulSetOrdinals start:i
3 apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:s,whenScaled:s
3 apps.v1.StatefulSetSpec minReadySeconds:i,ordinals:@apps.v1.StatefulSetOrdinals,persistentVolumeClaimRetentionPolicy:@apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy,podManagementPolicy:s=OrderedReady|Parallel,replicas:i,revisionHistoryLimit:i,selector!:@meta.v1.LabelSelector,serviceName:s,template!:@core.v1.PodTemplateSpec,updateStrategy:@apps.v1.StatefulSetUpdateStrategy,volumeClaimTemplates:[@core.v1.PersistentVolumeClaim
3 apps.v1.StatefulSetUpdateStrategy rollingUpdate:@apps.v1.RollingUpdateStatefulSetStrategy,type:s=OnDelete|RollingUpdate
3 authentication.v1.SelfSubjectReview apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,status:A
3 authentication.v1.TokenReview apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec!:@authentication.v1.TokenReviewSpec,status:A
3 authentication.v1.TokenReviewSpec audiences:[s,token:s
2 authorization.v1.FieldSelectorAttributes rawSelector:s,requirements:[@meta.v1.FieldSelectorRequirement
2 authorization.v1.LabelSelectorAttributes rawSelector:s,requirements:[@meta.v1.LabelSelectorRequirement
3 authorization.v1.LocalSubjectAccessReview apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec!:@authorization.v1.SubjectAccessReviewSpec,status:A
3 authorization.v1.NonResourceAttributes path:s,verb:s
2 authorization.v1.ResourceAttributes fieldSelector:@authorization.v1.FieldSelectorAttributes,group:s,labelSelector:@authorization.v1.LabelSelectorAttributes,name:s,namespace:s,resource:s,subresource:s,verb:s,version:s
1 authorization.v1.ResourceAttributes group:s,name:s,namespace:s,resource:s,subresource:s,verb:s,version:s
3 authorization.v1.SelfSubjectAccessReview apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec!:@authorization.v1.SelfSubjectAccessReviewSpec,status:A
3 authorization.v1.SelfSubjectAccessReviewSpec nonResourceAttributes:@authorization.v1.NonResourceAttributes,resourceAttributes:@authorization.v1.ResourceAttributes
3 authorization.v1.SelfSubjectRulesReview apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec!:@authorization.v1.SelfSubjectRulesReviewSpec,status:A
3 authorization.v1.SelfSubjectRulesReviewSpec namespace:s
3 authorization.v1.SubjectAccessReview apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec!:@authorization.v1.SubjectAccessReviewSpec,status:A
3 authorization.v1.SubjectAccessReviewSpec extra:{[s,groups:[s,nonResourceAttributes:@authorization.v1.NonResourceAttributes,resourceAttributes:@authorization.v1.ResourceAttributes,uid:s,user:s
3 autoscaling.v1.CrossVersionObjectReference apiVersion:s,kind!:s,name!:s
3 autoscaling.v1.HorizontalPodAutoscaler apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@autoscaling.v1.HorizontalPodAutoscalerSpec,status:A
3 autoscaling.v1.HorizontalPodAutoscalerSpec maxReplicas!:i,minReplicas:i,scaleTargetRef!:@autoscaling.v1.CrossVersionObjectReference,targetCPUUtilizationPercentage:i
3 autoscaling.v2.ContainerResourceMetricSource container!:s,name!:s,target!:@autoscaling.v2.MetricTarget
3 autoscaling.v2.CrossVersionObjectReference apiVersion:s,kind!:s,name!:s
3 autoscaling.v2.ExternalMetricSource metric!:@autoscaling.v2.MetricIdentifier,target!:@autoscaling.v2.MetricTarget
3 autoscaling.v2.HPAScalingPolicy periodSeconds!:i,type!:s,value!:i
1 autoscaling.v2.HPAScalingRules policies:[@autoscaling.v2.HPAScalingPolicy,selectPolicy:s,stabilizationWindowSeconds:i
2 autoscaling.v2.HPAScalingRules policies:[@autoscaling.v2.HPAScalingPolicy,selectPolicy:s,stabilizationWindowSeconds:i,tolerance:q
3 autoscaling.v2.HorizontalPodAutoscaler apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@autoscaling.v2.HorizontalPodAutoscalerSpec,status:A
3 autoscaling.v2.HorizontalPodAutoscalerBehavior scaleDown:@autoscaling.v2.HPAScalingRules,scaleUp:@autoscaling.v2.HPAScalingRules
3 autoscaling.v2.HorizontalPodAutoscalerSpec behavior:@autoscaling.v2.HorizontalPodAutoscalerBehavior,maxReplicas!:i,metrics:[@autoscaling.v2.MetricSpec,minReplicas:i,scaleTargetRef!:@autoscaling.v2.CrossVersionObjectReference
3 autoscaling.v2.MetricIdentifier name!:s,selector:@meta.v1.LabelSelector
3 autoscaling.v2.MetricSpec containerResource:@autoscaling.v2.ContainerResourceMetricSource,external:@autoscaling.v2.ExternalMetricSource,object:@autoscaling.v2.ObjectMetricSource,pods:@autoscaling.v2.PodsMetricSource,resource:@autoscaling.v2.ResourceMetricSource,type!:s
3 autoscaling.v2.MetricTarget averageUtilization:i,averageValue:q,type!:s,value:q
3 autoscaling.v2.ObjectMetricSource describedObject!:@autoscaling.v2.CrossVersionObjectReference,metric!:@autoscaling.v2.MetricIdentifier,target!:@autoscaling.v2.MetricTarget
3 autoscaling.v2.PodsMetricSource metric!:@autoscaling.v2.MetricIdentifier,target!:@autoscaling.v2.MetricTarget
3 autoscaling.v2.ResourceMetricSource name!:s,target!:@autoscaling.v2.MetricTarget
3 batch.v1.CronJob apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@batch.v1.CronJobSpec,status:A
3 batch.v1.CronJobSpec concurrencyPolicy:s=Allow|Forbid|Replace,failedJobsHistoryLimit:i,jobTemplate!:@batch.v1.JobTemplateSpec,schedule!:s,startingDeadlineSeconds:l,successfulJobsHistoryLimit:i,suspend:b,timeZone:s
3 batch.v1.Job apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@batch.v1.JobSpec,status:A
2 batch.v1.JobSpec activeDeadlineSeconds:l,backoffLimit:i,backoffLimitPerIndex:i,completionMode:s=Indexed|NonIndexed,completions:i,managedBy:s,manualSelector:b,maxFailedIndexes:i,parallelism:i,podFailurePolicy:@batch.v1.PodFailurePolicy,podReplacementPolicy:s,selector:@meta.v1.LabelSelector,successPolicy:@batch.v1.SuccessPolicy,suspend:b,template!:@core.v1.PodTemplateSpec,ttlSecondsAfterFinished:i
1 batch.v1.JobSpec activeDeadlineSeconds:l,backoffLimit:i,backoffLimitPerIndex:i,completionMode:s=Indexed|NonIndexed,completions:i,manualSelector:b,maxFailedIndexes:i,parallelism:i,podFailurePolicy:@batch.v1.PodFailurePolicy,podReplacementPolicy:s,selector:@meta.v1.LabelSelector,suspend:b,template!:@core.v1.PodTemplateSpec,ttlSecondsAfterFinished:i
3 batch.v1.JobTemplateSpec metadata:@meta.v1.ObjectMeta,spec:@batch.v1.JobSpec
3 batch.v1.PodFailurePolicy rules:[@batch.v1.PodFailurePolicyRule
3 batch.v1.PodFailurePolicyOnExitCodesRequirement containerName:s,operator!:s=In|NotIn,values!:[i
1 batch.v1.PodFailurePolicyOnPodConditionsPattern status!:s,type!:s
2 batch.v1.PodFailurePolicyOnPodConditionsPattern status:s,type!:s
3 batch.v1.PodFailurePolicyRule action!:s=Count|FailIndex|FailJob|Ignore,onExitCodes:@batch.v1.PodFailurePolicyOnExitCodesRequirement,onPodConditions:[@batch.v1.PodFailurePolicyOnPodConditionsPattern
2 batch.v1.SuccessPolicy rules!:[@batch.v1.SuccessPolicyRule
2 batch.v1.SuccessPolicyRule succeededCount:i,succeededIndexes:s
3 certificates.v1.CertificateSigningRequest apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec!:@certificates.v1.CertificateSigningRequestSpec,status:A
1 certificates.v1.CertificateSigningRequestSpec expirationSeconds:i,extra:{[s,groups:[s,request!:y,signerName!:s,uid:s,usages:[s,username:s
2 certificates.v1.CertificateSigningRequestSpec expirationSeconds:i,extra:{[s,groups:[s,request!:y,signerName!:s,uid:s,usages:[s=any|cert%20sign|client%20auth|code%20signing|content%20commitment|crl%20sign|data%20encipherment|decipher%20only|digital%20signature|email%20protection|encipher%20only|ipsec%20end%20system|ipsec%20tunnel|ipsec%20user|key%20agreement|key%20encipherment|microsoft%20sgc|netscape%20sgc|ocsp%20signing|s%2Fmime|server%20auth|signing|timestamping,username:s
3 coordination.v1.Lease apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@coordination.v1.LeaseSpec
2 coordination.v1.LeaseSpec acquireTime:t,holderIdentity:s,leaseDurationSeconds:i,leaseTransitions:i,preferredHolder:s,renewTime:t,strategy:s
1 coordination.v1.LeaseSpec acquireTime:t,holderIdentity:s,leaseDurationSeconds:i,leaseTransitions:i,renewTime:t
3 core.v1.AWSElasticBlockStoreVolumeSource fsType:s,partition:i,readOnly:b,volumeID!:s
3 core.v1.Affinity nodeAffinity:@core.v1.NodeAffinity,podAffinity:@core.v1.PodAffinity,podAntiAffinity:@core.v1.PodAntiAffinity
2 core.v1.AppArmorProfile localhostProfile:s,type!:s=Localhost|RuntimeDefault|Unconfined
3 core.v1.AzureDiskVolumeSource cachingMode:s=None|ReadOnly|ReadWrite,diskName!:s,diskURI!:s,fsType:s,kind:s=Dedicated|Managed|Shared,readOnly:b
3 core.v1.AzureFilePersistentVolumeSource readOnly:b,secretName!:s,secretNamespace:s,shareName!:s
3 core.v1.AzureFileVolumeSource readOnly:b,secretName!:s,shareName!:s
3 core.v1.Binding apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,target!:@core.v1.ObjectReference
3 core.v1.CSIPersistentVolumeSource controllerExpandSecretRef:@core.v1.SecretReference,controllerPublishSecretRef:@core.v1.SecretReference,driver!:s,fsType:s,nodeExpandSecretRef:@core.v1.SecretReference,nodePublishSecretRef:@core.v1.SecretReference,nodeStageSecretRef:@core.v1.SecretReference,readOnly:b,volumeAttributes:{s,volumeHandle!:s
3 core.v1.CSIVolumeSource driver!:s,fsType:s,nodePublishSecretRef:@core.v1.LocalObjectReference,readOnly:b,volumeAttributes:{s
3 core.v1.Capabilities add:[s,drop:[s
3 core.v1.CephFSPersistentVolumeSource monitors!:[s,path:s,readOnly:b,secretFile:s,secretRef:@core.v1.SecretReference,user:s
3 core.v1.CephFSVolumeSource monitors!:[s,path:s,readOnly:b,secretFile:s,secretRef:@core.v1.LocalObjectReference,user:s
3 core.v1.CinderPersistentVolumeSource fsType:s,readOnly:b,secretRef:@core.v1.SecretReference,volumeID!:s
3 core.v1.CinderVolumeSource fsType:s,readOnly:b,secretRef:@core.v1.LocalObjectReference,volumeID!:s
1 core.v1.ClaimSource resourceClaimName:s,resourceClaimTemplateName:s
3 core.v1.ClientIPConfig timeoutSeconds:i
2 core.v1.ClusterTrustBundleProjection labelSelector:@meta.v1.LabelSelector,name:s,optional:b,path!:s,signerName:s
3 core.v1.ConfigMap apiVersion:s,binaryData:{y,data:{s,immutable:b,kind:s,metadata:@meta.v1.ObjectMeta
3 core.v1.ConfigMapEnvSource name:s,optional:b
3 core.v1.ConfigMapKeySelector key!:s,name:s,optional:b
3 core.v1.ConfigMapNodeConfigSource kubeletConfigKey!:s,name!:s,namespace!:s,resourceVersion:s,uid:s
3 core.v1.ConfigMapProjection items:[@core.v1.KeyToPath,name:s,optional:b
3 core.v1.ConfigMapVolumeSource defaultMode:i,items:[@core.v1.KeyToPath,name:s,optional:b
2 core.v1.Container args:[s,command:[s,env:[@core.v1.EnvVar,envFrom:[@core.v1.EnvFromSource,image:s,imagePullPolicy:s=Always|IfNotPresent|Never,lifecycle:@core.v1.Lifecycle,livenessProbe:@core.v1.Probe,name!:s,ports:[@core.v1.ContainerPort,readinessProbe:@core.v1.Probe,resizePolicy:[@core.v1.ContainerResizePolicy,resources:@core.v1.ResourceRequirements,restartPolicy:s,restartPolicyRules:[@core.v1.ContainerRestartRule,securityContext:@core.v1.SecurityContext,startupProbe:@core.v1.Probe,stdin:b,stdinOnce:b,terminationMessagePath:s,terminationMessagePolicy:s=FallbackToLogsOnError|File,tty:b,volumeDevices:[@core.v1.VolumeDevice,volumeMounts:[@core.v1.VolumeMount,workingDir:s
1 core.v1.Container args:[s,command:[s,env:[@core.v1.EnvVar,envFrom:[@core.v1.EnvFromSource,image:s,imagePullPolicy:s=Always|IfNotPresent|Never,lifecycle:@core.v1.Lifecycle,livenessProbe:@core.v1.Probe,name!:s,ports:[@core.v1.ContainerPort,readinessProbe:@core.v1.Probe,resizePolicy:[@core.v1.ContainerResizePolicy,resources:@core.v1.ResourceRequirements,restartPolicy:s,securityContext:@core.v1.SecurityContext,startupProbe:@core.v1.Probe,stdin:b,stdinOnce:b,terminationMessagePath:s,terminationMessagePolicy:s=FallbackToLogsOnError|File,tty:b,volumeDevices:[@core.v1.VolumeDevice,volumeMounts:[@core.v1.VolumeMount,workingDir:s
3 core.v1.ContainerPort containerPort!:i,hostIP:s,hostPort:i,name:s,protocol:s=SCTP|TCP|UDP
3 core.v1.ContainerResizePolicy resourceName:s,restartPolicy:s
2 core.v1.ContainerRestartRule action!:s,exitCodes:@core.v1.ContainerRestartRuleOnExitCodes
2 core.v1.ContainerRestartRuleOnExitCodes operator!:s,values:[i
3 core.v1.DownwardAPIProjection items:[@core.v1.DownwardAPIVolumeFile
3 core.v1.DownwardAPIVolumeFile fieldRef:@core.v1.ObjectFieldSelector,mode:i,path!:s,resourceFieldRef:@core.v1.ResourceFieldSelector
3 core.v1.DownwardAPIVolumeSource defaultMode:i,items:[@core.v1.DownwardAPIVolumeFile
3 core.v1.EmptyDirVolumeSource medium:s,sizeLimit:q
3 core.v1.EndpointAddress hostname:s,ip!:s,nodeName:s,targetRef:@core.v1.ObjectReference
3 core.v1.EndpointPort appProtocol:s,name:s,port!:i,protocol:s=SCTP|TCP|UDP
3 core.v1.EndpointSubset addresses:[@core.v1.EndpointAddress,notReadyAddresses:[@core.v1.EndpointAddress,ports:[@core.v1.EndpointPort
3 core.v1.Endpoints apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,subsets:[@core.v1.EndpointSubset
3 core.v1.EnvFromSource configMapRef:@core.v1.ConfigMapEnvSource,prefix:s,secretRef:@core.v1.SecretEnvSource
3 core.v1.EnvVar name!:s,value:s,valueFrom:@core.v1.EnvVarSource
2 core.v1.EnvVarSource configMapKeyRef:@core.v1.ConfigMapKeySelector,fieldRef:@core.v1.ObjectFieldSelector,fileKeyRef:@core.v1.FileKeySelector,resourceFieldRef:@core.v1.ResourceFieldSelector,secretKeyRef:@core.v1.SecretKeySelector
1 core.v1.EnvVarSource configMapKeyRef:@core.v1.ConfigMapKeySelector,fieldRef:@core.v1.ObjectFieldSelector,resourceFieldRef:@core.v1.ResourceFieldSelector,secretKeyRef:@core.v1.SecretKeySelector
2 core.v1.EphemeralContainer args:[s,command:[s,env:[@core.v1.EnvVar,envFrom:[@core.v1.EnvFromSource,image:s,imagePullPolicy:s=Always|IfNotPresent|Never,lifecycle:@core.v1.Lifecycle,livenessProbe:@core.v1.Probe,name!:s,ports:[@core.v1.ContainerPort,readinessProbe:@core.v1.Probe,resizePolicy:[@core.v1.ContainerResizePolicy,resources:@core.v1.ResourceRequirements,restartPolicy:s,restartPolicyRules:[@core.v1.ContainerRestartRule,securityContext:@core.v1.SecurityContext,startupProbe:@core.v1.Probe,stdin:b,stdinOnce:b,targetContainerName:s,terminationMessagePath:s,terminationMessagePolicy:s=FallbackToLogsOnError|File,tty:b,volumeDevices:[@core.v1.VolumeDevice,volumeMounts:[@core.v1.VolumeMount,workingDir:s
1 core.v1.EphemeralContainer args:[s,command:[s,env:[@core.v1.EnvVar,envFrom:[@core.v1.EnvFromSource,image:s,imagePullPolicy:s=Always|IfNotPresent|Never,lifecycle:@core.v1.Lifecycle,livenessProbe:@core.v1.Probe,name!:s,ports:[@core.v1.ContainerPort,readinessProbe:@core.v1.Probe,resizePolicy:[@core.v1.ContainerResizePolicy,resources:@core.v1.ResourceRequirements,restartPolicy:s,securityContext:@core.v1.SecurityContext,startupProbe:@core.v1.Probe,stdin:b,stdinOnce:b,targetContainerName:s,terminationMessagePath:s,terminationMessagePolicy:s=FallbackToLogsOnError|File,tty:b,volumeDevices:[@core.v1.VolumeDevice,volumeMounts:[@core.v1.VolumeMount,workingDir:s
3 core.v1.EphemeralVolumeSource volumeClaimTemplate:@core.v1.PersistentVolumeClaimTemplate
3 core.v1.Event action:s,apiVersion:s,count:i,eventTime:t,firstTimestamp:t,involvedObject!:@core.v1.ObjectReference,kind:s,lastTimestamp:t,message:s,metadata!:@meta.v1.ObjectMeta,reason:s,related:@core.v1.ObjectReference,reportingComponent:s,reportingInstance:s,series:@core.v1.EventSeries,source:@core.v1.EventSource,type:s
3 core.v1.EventSeries count:i,lastObservedTime:t
3 core.v1.EventSource component:s,host:s
3 core.v1.ExecAction command:[s
3 core.v1.FCVolumeSource fsType:s,lun:i,readOnly:b,targetWWNs:[s,wwids:[s
2 core.v1.FileKeySelector key!:s,optional:b,path!:s,volumeName!:s
3 core.v1.FlexPersistentVolumeSource driver!:s,fsType:s,options:{s,readOnly:b,secretRef:@core.v1.SecretReference
3 core.v1.FlexVolumeSource driver!:s,fsType:s,options:{s,readOnly:b,secretRef:@core.v1.LocalObjectReference
3 core.v1.FlockerVolumeSource datasetName:s,datasetUUID:s
3 core.v1.GCEPersistentDiskVolumeSource fsType:s,partition:i,pdName!:s,readOnly:b
3 core.v1.GRPCAction port!:i,service:s
3 core.v1.GitRepoVolumeSource directory:s,repository!:s,revision:s
3 core.v1.GlusterfsPersistentVolumeSource endpoints!:s,endpointsNamespace:s,path!:s,readOnly:b
3 core.v1.GlusterfsVolumeSource endpoints!:s,path!:s,readOnly:b
3 core.v1.HTTPGetAction host:s,httpHeaders:[@core.v1.HTTPHeader,path:s,port!:o,scheme:s=HTTP|HTTPS
3 core.v1.HTTPHeader name!:s,value:s
2 core.v1.HostAlias hostnames:[s,ip!:s
1 core.v1.HostAlias hostnames:[s,ip:s
3 core.v1.HostPathVolumeSource path!:s,type:s=|BlockDevice|CharDevice|Directory|DirectoryOrCreate|File|FileOrCreate|Socket
3 core.v1.ISCSIPersistentVolumeSource chapAuthDiscovery:b,chapAuthSession:b,fsType:s,initiatorName:s,iqn!:s,iscsiInterface:s,lun!:i,portals:[s,readOnly:b,secretRef:@core.v1.SecretReference,targetPortal!:s
3 core.v1.ISCSIVolumeSource chapAuthDiscovery:b,chapAuthSession:b,fsType:s,initiatorName:s,iqn!:s,iscsiInterface:s,lun!:i,portals:[s,readOnly:b,secretRef:@core.v1.LocalObjectReference,targetPortal!:s
2 core.v1.ImageVolumeSource pullPolicy:s=Always|IfNotPresent|Never,reference:s
3 core.v1.KeyToPath key!:s,mode:i,path!:s
1 core.v1.Lifecycle postStart:@core.v1.LifecycleHandler,preStop:@core.v1.LifecycleHandler
2 core.v1.Lifecycle postStart:@core.v1.LifecycleHandler,preStop:@core.v1.LifecycleHandler,stopSignal:s
2 core.v1.LifecycleHandler exec:@core.v1.ExecAction,httpGet:@core.v1.HTTPGetAction,sleep:@core.v1.SleepAction,tcpSocket:@core.v1.TCPSocketAction
1 core.v1.LifecycleHandler exec:@core.v1.ExecAction,httpGet:@core.v1.HTTPGetAction,tcpSocket:@core.v1.TCPSocketAction
3 core.v1.LimitRange apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@core.v1.LimitRangeSpec
3 core.v1.LimitRangeItem default:{q,defaultRequest:{q,max:{q,maxLimitRequestRatio:{q,min:{q,type!:s
3 core.v1.LimitRangeSpec limits:[@core.v1.LimitRangeItem
3 core.v1.LocalObjectReference name:s
3 core.v1.LocalVolumeSource fsType:s,path!:s
3 core.v1.NFSVolumeSource path!:s,readOnly:b,server!:s
3 core.v1.Namespace apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@core.v1.NamespaceSpec,status:A
3 core.v1.NamespaceSpec finalizers:[s
3 core.v1.Node apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@core.v1.NodeSpec,status:A
3 core.v1.NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[@core.v1.PreferredSchedulingTerm,requiredDuringSchedulingIgnoredDuringExecution:@core.v1.NodeSelector
3 core.v1.NodeConfigSource configMap:@core.v1.ConfigMapNodeConfigSource
3 core.v1.NodeSelector nodeSelectorTerms!:[@core.v1.NodeSelectorTerm
3 core.v1.NodeSelectorRequirement key!:s,operator!:s=DoesNotExist|Exists|Gt|In|Lt|NotIn,values:[s
3 core.v1.NodeSelectorTerm matchExpressions:[@core.v1.NodeSelectorRequirement,matchFields:[@core.v1.NodeSelectorRequirement
3 core.v1.NodeSpec configSource:@core.v1.NodeConfigSource,externalID:s,podCIDR:s,podCIDRs:[s,providerID:s,taints:[@core.v1.Taint,unschedulable:b
3 core.v1.ObjectFieldSelector apiVersion:s,fieldPath!:s
3 core.v1.ObjectReference apiVersion:s,fieldPath:s,kind:s,name:s,namespace:s,resourceVersion:s,uid:s
3 core.v1.PersistentVolume apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@core.v1.PersistentVolumeSpec,status:A
3 core.v1.PersistentVolumeClaim apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@core.v1.PersistentVolumeClaimSpec,status:A
1 core.v1.PersistentVolumeClaimSpec accessModes:[s,dataSource:@core.v1.TypedLocalObjectReference,dataSourceRef:@core.v1.TypedObjectReference,resources:@core.v1.ResourceRequirements,selector:@meta.v1.LabelSelector,storageClassName:s,volumeMode:s=Block|Filesystem,volumeName:s
2 core.v1.PersistentVolumeClaimSpec accessModes:[s=ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod,dataSource:@core.v1.TypedLocalObjectReference,dataSourceRef:@core.v1.TypedObjectReference,resources:@core.v1.VolumeResourceRequirements,selector:@meta.v1.LabelSelector,storageClassName:s,volumeAttributesClassName:s,volumeMode:s=Block|Filesystem,volumeName:s
3 core.v1.PersistentVolumeClaimTemplate metadata:@meta.v1.ObjectMeta,spec!:@core.v1.PersistentVolumeClaimSpec
3 core.v1.PersistentVolumeClaimVolumeSource claimName!:s,readOnly:b
1 core.v1.PersistentVolumeSpec accessModes:[s,awsElasticBlockStore:@core.v1.AWSElasticBlockStoreVolumeSource,azureDisk:@core.v1.AzureDiskVolumeSource,azureFile:@core.v1.AzureFilePersistentVolumeSource,capacity:{q,cephfs:@core.v1.CephFSPersistentVolumeSource,cinder:@core.v1.CinderPersistentVolumeSource,claimRef:@core.v1.ObjectReference,csi:@core.v1.CSIPersistentVolumeSource,fc:@core.v1.FCVolumeSource,flexVolume:@core.v1.FlexPersistentVolumeSource,flocker:@core.v1.FlockerVolumeSource,gcePersistentDisk:@core.v1.GCEPersistentDiskVolumeSource,glusterfs:@core.v1.GlusterfsPersistentVolumeSource,hostPath:@core.v1.HostPathVolumeSource,iscsi:@core.v1.ISCSIPersistentVolumeSource,local:@core.v1.LocalVolumeSource,mountOptions:[s,nfs:@core.v1.NFSVolumeSource,nodeAffinity:@core.v1.VolumeNodeAffinity,persistentVolumeReclaimPolicy:s=Delete|Recycle|Retain,photonPersistentDisk:@core.v1.PhotonPersistentDiskVolumeSource,portworxVolume:@core.v1.PortworxVolumeSource,quobyte:@core.v1.QuobyteVolumeSource,rbd:@core.v1.RBDPersistentVolumeSource,scaleIO:@core.v1.ScaleIOPersistentVolumeSource,storageClassName:s,storageos:@core.v1.StorageOSPersistentVolumeSource,volumeMode:s=Block|Filesystem,vsphereVolume:@core.v1.VsphereVirtualDiskVolumeSource
2 core.v1.PersistentVolumeSpec accessModes:[s=ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod,awsElasticBlockStore:@core.v1.AWSElasticBlockStoreVolumeSource,azureDisk:@core.v1.AzureDiskVolumeSource,azureFile:@core.v1.AzureFilePersistentVolumeSource,capacity:{q,cephfs:@core.v1.CephFSPersistentVolumeSource,cinder:@core.v1.CinderPersistentVolumeSource,claimRef:@core.v1.ObjectReference,csi:@core.v1.CSIPersistentVolumeSource,fc:@core.v1.FCVolumeSource,flexVolume:@core.v1.FlexPersistentVolumeSource,flocker:@core.v1.FlockerVolumeSource,gcePersistentDisk:@core.v1.GCEPersistentDiskVolumeSource,glusterfs:@core.v1.GlusterfsPersistentVolumeSource,hostPath:@core.v1.HostPathVolumeSource,iscsi:@core.v1.ISCSIPersistentVolumeSource,local:@core.v1.LocalVolumeSource,mountOptions:[s,nfs:@core.v1.NFSVolumeSource,nodeAffinity:@core.v1.VolumeNodeAffinity,persistentVolumeReclaimPolicy:s=Delete|Recycle|Retain,photonPersistentDisk:@core.v1.PhotonPersistentDiskVolumeSource,portworxVolume:@core.v1.PortworxVolumeSource,quobyte:@core.v1.QuobyteVolumeSource,rbd:@core.v1.RBDPersistentVolumeSource,scaleIO:@core.v1.ScaleIOPersistentVolumeSource,storageClassName:s,storageos:@core.v1.StorageOSPersistentVolumeSource,volumeAttributesClassName:s,volumeMode:s=Block|Filesystem,vsphereVolume:@core.v1.VsphereVirtualDiskVolumeSource
3 core.v1.PhotonPersistentDiskVolumeSource fsType:s,pdID!:s
3 core.v1.Pod apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@core.v1.PodSpec,status:A
3 core.v1.PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[@core.v1.WeightedPodAffinityTerm,requiredDuringSchedulingIgnoredDuringExecution:[@core.v1.PodAffinityTerm
2 core.v1.PodAffinityTerm labelSelector:@meta.v1.LabelSelector,matchLabelKeys:[s,mismatchLabelKeys:[s,namespaceSelector:@meta.v1.LabelSelector,namespaces:[s,topologyKey!:s
1 core.v1.PodAffinityTerm labelSelector:@meta.v1.LabelSelector,namespaceSelector:@meta.v1.LabelSelector,namespaces:[s,topologyKey!:s
3 core.v1.PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[@core.v1.WeightedPodAffinityTerm,requiredDuringSchedulingIgnoredDuringExecution:[@core.v1.PodAffinityTerm
2 core.v1.PodCertificateProjection certificateChainPath:s,credentialBundlePath:s,keyPath:s,keyType!:s,maxExpirationSeconds:i,signerName!:s,userAnnotations:{s
3 core.v1.PodDNSConfig nameservers:[s,options:[@core.v1.PodDNSConfigOption,searches:[s
3 core.v1.PodDNSConfigOption name:s,value:s
3 core.v1.PodOS name!:s
3 core.v1.PodReadinessGate conditionType!:s
2 core.v1.PodResourceClaim name:s,resourceClaimName:s,resourceClaimTemplateName:s
1 core.v1.PodResourceClaim name:s,source:@core.v1.ClaimSource
3 core.v1.PodSchedulingGate name!:s
2 core.v1.PodSecurityContext appArmorProfile:@core.v1.AppArmorProfile,fsGroup:l,fsGroupChangePolicy:s=Always|OnRootMismatch,runAsGroup:l,runAsNonRoot:b,runAsUser:l,seLinuxChangePolicy:s,seLinuxOptions:@core.v1.SELinuxOptions,seccompProfile:@core.v1.SeccompProfile,supplementalGroups:[l,supplementalGroupsPolicy:s=Merge|Strict,sysctls:[@core.v1.Sysctl,windowsOptions:@core.v1.WindowsSecurityContextOptions
1 core.v1.PodSecurityContext fsGroup:l,fsGroupChangePolicy:s=Always|OnRootMismatch,runAsGroup:l,runAsNonRoot:b,runAsUser:l,seLinuxOptions:@core.v1.SELinuxOptions,seccompProfile:@core.v1.SeccompProfile,supplementalGroups:[l,sysctls:[@core.v1.Sysctl,windowsOptions:@core.v1.WindowsSecurityContextOptions
2 core.v1.PodSpec activeDeadlineSeconds:l,affinity:@core.v1.Affinity,automountServiceAccountToken:b,containers!:[@core.v1.Container,dnsConfig:@core.v1.PodDNSConfig,dnsPolicy:s=ClusterFirst|ClusterFirstWithHostNet|Default|None,enableServiceLinks:b,ephemeralContainers:[@core.v1.EphemeralContainer,hostAliases:[@core.v1.HostAlias,hostIPC:b,hostNetwork:b,hostPID:b,hostUsers:b,hostname:s,hostnameOverride:s,imagePullSecrets:[@core.v1.LocalObjectReference,initContainers:[@core.v1.Container,nodeName:s,nodeSelector:{s,os:@core.v1.PodOS,overhead:{q,preemptionPolicy:s=Never|PreemptLowerPriority,priority:i,priorityClassName:s,readinessGates:[@core.v1.PodReadinessGate,resourceClaims:[@core.v1.PodResourceClaim,resources:@core.v1.ResourceRequirements,restartPolicy:s=Always|Never|OnFailure,runtimeClassName:s,schedulerName:s,schedulingGates:[@core.v1.PodSchedulingGate,securityContext:@core.v1.PodSecurityContext,serviceAccount:s,serviceAccountName:s,setHostnameAsFQDN:b,shareProcessNamespace:b,subdomain:s,terminationGracePeriodSeconds:l,tolerations:[@core.v1.Toleration,topologySpreadConstraints:[@core.v1.TopologySpreadConstraint,volumes:[@core.v1.Volume,workloadRef:@core.v1.WorkloadReference
1 core.v1.PodSpec activeDeadlineSeconds:l,affinity:@core.v1.Affinity,automountServiceAccountToken:b,containers!:[@core.v1.Container,dnsConfig:@core.v1.PodDNSConfig,dnsPolicy:s=ClusterFirst|ClusterFirstWithHostNet|Default|None,enableServiceLinks:b,ephemeralContainers:[@core.v1.EphemeralContainer,hostAliases:[@core.v1.HostAlias,hostIPC:b,hostNetwork:b,hostPID:b,hostUsers:b,hostname:s,imagePullSecrets:[@core.v1.LocalObjectReference,initContainers:[@core.v1.Container,nodeName:s,nodeSelector:{s,os:@core.v1.PodOS,overhead:{q,preemptionPolicy:s=Never|PreemptLowerPriority,priority:i,priorityClassName:s,readinessGates:[@core.v1.PodReadinessGate,resourceClaims:[@core.v1.PodResourceClaim,restartPolicy:s=Always|Never|OnFailure,runtimeClassName:s,schedulerName:s,schedulingGates:[@core.v1.PodSchedulingGate,securityContext:@core.v1.PodSecurityContext,serviceAccount:s,serviceAccountName:s,setHostnameAsFQDN:b,shareProcessNamespace:b,subdomain:s,terminationGracePeriodSeconds:l,tolerations:[@core.v1.Toleration,topologySpreadConstraints:[@core.v1.TopologySpreadConstraint,volumes:[@core.v1.Volume
3 core.v1.PodTemplate apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,template:@core.v1.PodTemplateSpec
3 core.v1.PodTemplateSpec metadata:@meta.v1.ObjectMeta,spec:@core.v1.PodSpec
3 core.v1.PortworxVolumeSource fsType:s,readOnly:b,volumeID!:s
3 core.v1.PreferredSchedulingTerm preference:@core.v1.NodeSelectorTerm,weight!:i
3 core.v1.Probe exec:@core.v1.ExecAction,failureThreshold:i,grpc:@core.v1.GRPCAction,httpGet:@core.v1.HTTPGetAction,initialDelaySeconds:i,periodSeconds:i,successThreshold:i,tcpSocket:@core.v1.TCPSocketAction,terminationGracePeriodSeconds:l,timeoutSeconds:i
3 core.v1.ProjectedVolumeSource defaultMode:i,sources:[@core.v1.VolumeProjection
3 core.v1.QuobyteVolumeSource group:s,readOnly:b,registry!:s,tenant:s,user:s,volume!:s
3 core.v1.RBDPersistentVolumeSource fsType:s,image!:s,keyring:s,monitors!:[s,pool:s,readOnly:b,secretRef:@core.v1.SecretReference,user:s
3 core.v1.RBDVolumeSource fsType:s,image!:s,keyring:s,monitors!:[s,pool:s,readOnly:b,secretRef:@core.v1.LocalObjectReference,user:s
3 core.v1.ReplicationController apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@core.v1.ReplicationControllerSpec,status:A
3 core.v1.ReplicationControllerSpec minReadySeconds:i,replicas:i,selector:{s,template:@core.v1.PodTemplateSpec
1 core.v1.ResourceClaim name:s
2 core.v1.ResourceClaim name:s,request:s
3 core.v1.ResourceFieldSelector containerName:s,divisor:q,resource!:s
3 core.v1.ResourceQuota apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@core.v1.ResourceQuotaSpec,status:A
1 core.v1.ResourceQuotaSpec hard:{q,scopeSelector:@core.v1.ScopeSelector,scopes:[s
2 core.v1.ResourceQuotaSpec hard:{q,scopeSelector:@core.v1.ScopeSelector,scopes:[s=BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass|Terminating|VolumeAttributesClass
3 core.v1.ResourceRequirements claims:[@core.v1.ResourceClaim,limits:{q,requests:{q
3 core.v1.SELinuxOptions level:s,role:s,type:s,user:s
3 core.v1.ScaleIOPersistentVolumeSource fsType:s,gateway!:s,protectionDomain:s,readOnly:b,secretRef!:@core.v1.SecretReference,sslEnabled:b,storageMode:s,storagePool:s,system!:s,volumeName:s
3 core.v1.ScaleIOVolumeSource fsType:s,gateway!:s,protectionDomain:s,readOnly:b,secretRef!:@core.v1.LocalObjectReference,sslEnabled:b,storageMode:s,storagePool:s,system!:s,volumeName:s
3 core.v1.ScopeSelector matchExpressions:[@core.v1.ScopedResourceSelectorRequirement
1 core.v1.ScopedResourceSelectorRequirement operator!:s=DoesNotExist|Exists|In|NotIn,scopeName!:s=BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass|Terminating,values:[s
2 core.v1.ScopedResourceSelectorRequirement operator!:s=DoesNotExist|Exists|In|NotIn,scopeName!:s=BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass|Terminating|VolumeAttributesClass,values:[s
3 core.v1.SeccompProfile localhostProfile:s,type!:s=Localhost|RuntimeDefault|Unconfined
3 core.v1.Secret apiVersion:s,data:{y,immutable:b,kind:s,metadata:@meta.v1.ObjectMeta,stringData:{s,type:s
3 core.v1.SecretEnvSource name:s,optional:b
3 core.v1.SecretKeySelector key!:s,name:s,optional:b
3 core.v1.SecretProjection items:[@core.v1.KeyToPath,name:s,optional:b
3 core.v1.SecretReference name:s,namespace:s
3 core.v1.SecretVolumeSource defaultMode:i,items:[@core.v1.KeyToPath,optional:b,secretName:s
2 core.v1.SecurityContext allowPrivilegeEscalation:b,appArmorProfile:@core.v1.AppArmorProfile,capabilities:@core.v1.Capabilities,privileged:b,procMount:s,readOnlyRootFilesystem:b,runAsGroup:l,runAsNonRoot:b,runAsUser:l,seLinuxOptions:@core.v1.SELinuxOptions,seccompProfile:@core.v1.SeccompProfile,windowsOptions:@core.v1.WindowsSecurityContextOptions
1 core.v1.SecurityContext allowPrivilegeEscalation:b,capabilities:@core.v1.Capabilities,privileged:b,procMount:s,readOnlyRootFilesystem:b,runAsGroup:l,runAsNonRoot:b,runAsUser:l,seLinuxOptions:@core.v1.SELinuxOptions,seccompProfile:@core.v1.SeccompProfile,windowsOptions:@core.v1.WindowsSecurityContextOptions
3 core.v1.Service apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@core.v1.ServiceSpec,status:A
3 core.v1.ServiceAccount apiVersion:s,automountServiceAccountToken:b,imagePullSecrets:[@core.v1.LocalObjectReference,kind:s,metadata:@meta.v1.ObjectMeta,secrets:[@core.v1.ObjectReference
3 core.v1.ServiceAccountTokenProjection audience:s,expirationSeconds:l,path!:s
3 core.v1.ServicePort appProtocol:s,name:s,nodePort:i,port!:i,protocol:s=SCTP|TCP|UDP,targetPort:o
1 core.v1.ServiceSpec allocateLoadBalancerNodePorts:b,clusterIP:s,clusterIPs:[s,externalIPs:[s,externalName:s,externalTrafficPolicy:s=Cluster|Local,healthCheckNodePort:i,internalTrafficPolicy:s=Cluster|Local,ipFamilies:[s,ipFamilyPolicy:s=PreferDualStack|RequireDualStack|SingleStack,loadBalancerClass:s,loadBalancerIP:s,loadBalancerSourceRanges:[s,ports:[@core.v1.ServicePort,publishNotReadyAddresses:b,selector:{s,sessionAffinity:s=ClientIP|None,sessionAffinityConfig:@core.v1.SessionAffinityConfig,type:s=ClusterIP|ExternalName|LoadBalancer|NodePort
2 core.v1.ServiceSpec allocateLoadBalancerNodePorts:b,clusterIP:s,clusterIPs:[s,externalIPs:[s,externalName:s,externalTrafficPolicy:s=Cluster|Local,healthCheckNodePort:i,internalTrafficPolicy:s=Cluster|Local,ipFamilies:[s=|IPv4|IPv6,ipFamilyPolicy:s=PreferDualStack|RequireDualStack|SingleStack,loadBalancerClass:s,loadBalancerIP:s,loadBalancerSourceRanges:[s,ports:[@core.v1.ServicePort,publishNotReadyAddresses:b,selector:{s,sessionAffinity:s=ClientIP|None,sessionAffinityConfig:@core.v1.SessionAffinityConfig,trafficDistribution:s,type:s=ClusterIP|ExternalName|LoadBalancer|NodePort
3 core.v1.SessionAffinityConfig clientIP:@core.v1.ClientIPConfig
2 core.v1.SleepAction seconds!:l
3 core.v1.StorageOSPersistentVolumeSource fsType:s,readOnly:b,secretRef:@core.v1.ObjectReference,volumeName:s,volumeNamespace:s
3 core.v1.StorageOSVolumeSource fsType:s,readOnly:b,secretRef:@core.v1.LocalObjectReference,volumeName:s,volumeNamespace:s
3 core.v1.Sysctl name!:s,value:s
3 core.v1.TCPSocketAction host:s,port!:o
3 core.v1.Taint effect!:s=NoExecute|NoSchedule|PreferNoSchedule,key!:s,timeAdded:t,value:s
1 core.v1.Toleration effect:s=NoExecute|NoSchedule|PreferNoSchedule,key:s,operator:s=Equal|Exists,tolerationSeconds:l,value:s
2 core.v1.Toleration effect:s=NoExecute|NoSchedule|PreferNoSchedule,key:s,operator:s=Equal|Exists|Gt|Lt,tolerationSeconds:l,value:s
3 core.v1.TopologySelectorLabelRequirement key!:s,values!:[s
3 core.v1.TopologySelectorTerm matchLabelExpressions:[@core.v1.TopologySelectorLabelRequirement
3 core.v1.TopologySpreadConstraint labelSelector:@meta.v1.LabelSelector,matchLabelKeys:[s,maxSkew!:i,minDomains:i,nodeAffinityPolicy:s=Honor|Ignore,nodeTaintsPolicy:s=Honor|Ignore,topologyKey!:s,whenUnsatisfiable!:s=DoNotSchedule|ScheduleAnyway
3 core.v1.TypedLocalObjectReference apiGroup:s,kind:s,name:s
3 core.v1.TypedObjectReference apiGroup:s,kind!:s,name!:s,namespace:s
2 core.v1.Volume awsElasticBlockStore:@core.v1.AWSElasticBlockStoreVolumeSource,azureDisk:@core.v1.AzureDiskVolumeSource,azureFile:@core.v1.AzureFileVolumeSource,cephfs:@core.v1.CephFSVolumeSource,cinder:@core.v1.CinderVolumeSource,configMap:@core.v1.ConfigMapVolumeSource,csi:@core.v1.CSIVolumeSource,downwardAPI:@core.v1.DownwardAPIVolumeSource,emptyDir:@core.v1.EmptyDirVolumeSource,ephemeral:@core.v1.EphemeralVolumeSource,fc:@core.v1.FCVolumeSource,flexVolume:@core.v1.FlexVolumeSource,flocker:@core.v1.FlockerVolumeSource,gcePersistentDisk:@core.v1.GCEPersistentDiskVolumeSource,gitRepo:@core.v1.GitRepoVolumeSource,glusterfs:@core.v1.GlusterfsVolumeSource,hostPath:@core.v1.HostPathVolumeSource,image:@core.v1.ImageVolumeSource,iscsi:@core.v1.ISCSIVolumeSource,name!:s,nfs:@core.v1.NFSVolumeSource,persistentVolumeClaim:@core.v1.PersistentVolumeClaimVolumeSource,photonPersistentDisk:@core.v1.PhotonPersistentDiskVolumeSource,portworxVolume:@core.v1.PortworxVolumeSource,projected:@core.v1.ProjectedVolumeSource,quobyte:@core.v1.QuobyteVolumeSource,rbd:@core.v1.RBDVolumeSource,scaleIO:@core.v1.ScaleIOVolumeSource,secret:@core.v1.SecretVolumeSource,storageos:@core.v1.StorageOSVolumeSource,vsphereVolume:@core.v1.VsphereVirtualDiskVolumeSource
1 core.v1.Volume awsElasticBlockStore:@core.v1.AWSElasticBlockStoreVolumeSource,azureDisk:@core.v1.AzureDiskVolumeSource,azureFile:@core.v1.AzureFileVolumeSource,cephfs:@core.v1.CephFSVolumeSource,cinder:@core.v1.CinderVolumeSource,configMap:@core.v1.ConfigMapVolumeSource,csi:@core.v1.CSIVolumeSource,downwardAPI:@core.v1.DownwardAPIVolumeSource,emptyDir:@core.v1.EmptyDirVolumeSource,ephemeral:@core.v1.EphemeralVolumeSource,fc:@core.v1.FCVolumeSource,flexVolume:@core.v1.FlexVolumeSource,flocker:@core.v1.FlockerVolumeSource,gcePersistentDisk:@core.v1.GCEPersistentDiskVolumeSource,gitRepo:@core.v1.GitRepoVolumeSource,glusterfs:@core.v1.GlusterfsVolumeSource,hostPath:@core.v1.HostPathVolumeSource,iscsi:@core.v1.ISCSIVolumeSource,name!:s,nfs:@core.v1.NFSVolumeSource,persistentVolumeClaim:@core.v1.PersistentVolumeClaimVolumeSource,photonPersistentDisk:@core.v1.PhotonPersistentDiskVolumeSource,portworxVolume:@core.v1.PortworxVolumeSource,projected:@core.v1.ProjectedVolumeSource,quobyte:@core.v1.QuobyteVolumeSource,rbd:@core.v1.RBDVolumeSource,scaleIO:@core.v1.ScaleIOVolumeSource,secret:@core.v1.SecretVolumeSource,storageos:@core.v1.StorageOSVolumeSource,vsphereVolume:@core.v1.VsphereVirtualDiskVolumeSource
3 core.v1.VolumeDevice devicePath!:s,name!:s
2 core.v1.VolumeMount mountPath!:s,mountPropagation:s=Bidirectional|HostToContainer|None,name!:s,readOnly:b,recursiveReadOnly:s,subPath:s,subPathExpr:s
1 core.v1.VolumeMount mountPath!:s,mountPropagation:s=Bidirectional|HostToContainer|None,name!:s,readOnly:b,subPath:s,subPathExpr:s
3 core.v1.VolumeNodeAffinity required:@core.v1.NodeSelector
2 core.v1.VolumeProjection clusterTrustBundle:@core.v1.ClusterTrustBundleProjection,configMap:@core.v1.ConfigMapProjection,downwardAPI:@core.v1.DownwardAPIProjection,podCertificate:@core.v1.PodCertificateProjection,secret:@core.v1.SecretProjection,serviceAccountToken:@core.v1.ServiceAccountTokenProjection
1 core.v1.VolumeProjection configMap:@core.v1.ConfigMapProjection,downwardAPI:@core.v1.DownwardAPIProjection,secret:@core.v1.SecretProjection,serviceAccountToken:@core.v1.ServiceAccountTokenProjection
2 core.v1.VolumeResourceRequirements limits:{q,requests:{q
3 core.v1.VsphereVirtualDiskVolumeSource fsType:s,storagePolicyID:s,storagePolicyName:s,volumePath!:s
3 core.v1.WeightedPodAffinityTerm podAffinityTerm!:@core.v1.PodAffinityTerm,weight!:i
3 core.v1.WindowsSecurityContextOptions gmsaCredentialSpec:s,gmsaCredentialSpecName:s,hostProcess:b,runAsUserName:s
2 core.v1.WorkloadReference name:s,podGroup:s,podGroupReplicaKey:s
3 discovery.v1.Endpoint addresses!:[s,conditions:@discovery.v1.EndpointConditions,deprecatedTopology:{s,hints:@discovery.v1.EndpointHints,hostname:s,nodeName:s,targetRef:@core.v1.ObjectReference,zone:s
3 discovery.v1.EndpointConditions ready:b,serving:b,terminating:b
2 discovery.v1.EndpointHints forNodes:[@discovery.v1.ForNode,forZones:[@discovery.v1.ForZone
1 discovery.v1.EndpointHints forZones:[@discovery.v1.ForZone
3 discovery.v1.EndpointPort appProtocol:s,name:s,port:i,protocol:s=SCTP|TCP|UDP
3 discovery.v1.EndpointSlice addressType!:s=FQDN|IPv4|IPv6,apiVersion:s,endpoints!:[@discovery.v1.Endpoint,kind:s,metadata:@meta.v1.ObjectMeta,ports:[@discovery.v1.EndpointPort
2 discovery.v1.ForNode name!:s
3 discovery.v1.ForZone name!:s
3 events.v1.Event action:s,apiVersion:s,deprecatedCount:i,deprecatedFirstTimestamp:t,deprecatedLastTimestamp:t,deprecatedSource:@core.v1.EventSource,eventTime!:t,kind:s,metadata:@meta.v1.ObjectMeta,note:s,reason:s,regarding:@core.v1.ObjectReference,related:@core.v1.ObjectReference,reportingController:s,reportingInstance:s,series:@events.v1.EventSeries,type:s
3 events.v1.EventSeries count!:i,lastObservedTime!:t
2 flowcontrol.v1.ExemptPriorityLevelConfiguration lendablePercent:i,nominalConcurrencyShares:i
2 flowcontrol.v1.FlowDistinguisherMethod type!:s
2 flowcontrol.v1.FlowSchema apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@flowcontrol.v1.FlowSchemaSpec,status:A
2 flowcontrol.v1.FlowSchemaSpec distinguisherMethod:@flowcontrol.v1.FlowDistinguisherMethod,matchingPrecedence:i,priorityLevelConfiguration!:@flowcontrol.v1.PriorityLevelConfigurationReference,rules:[@flowcontrol.v1.PolicyRulesWithSubjects
2 flowcontrol.v1.GroupSubject name!:s
2 flowcontrol.v1.LimitResponse queuing:@flowcontrol.v1.QueuingConfiguration,type!:s
2 flowcontrol.v1.LimitedPriorityLevelConfiguration borrowingLimitPercent:i,lendablePercent:i,limitResponse:@flowcontrol.v1.LimitResponse,nominalConcurrencyShares:i
2 flowcontrol.v1.NonResourcePolicyRule nonResourceURLs!:[s,verbs!:[s
2 flowcontrol.v1.PolicyRulesWithSubjects nonResourceRules:[@flowcontrol.v1.NonResourcePolicyRule,resourceRules:[@flowcontrol.v1.ResourcePolicyRule,subjects!:[@flowcontrol.v1.Subject
2 flowcontrol.v1.PriorityLevelConfiguration apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@flowcontrol.v1.PriorityLevelConfigurationSpec,status:A
2 flowcontrol.v1.PriorityLevelConfigurationReference name!:s
2 flowcontrol.v1.PriorityLevelConfigurationSpec exempt:@flowcontrol.v1.ExemptPriorityLevelConfiguration,limited:@flowcontrol.v1.LimitedPriorityLevelConfiguration,type!:s
2 flowcontrol.v1.QueuingConfiguration handSize:i,queueLengthLimit:i,queues:i
2 flowcontrol.v1.ResourcePolicyRule apiGroups!:[s,clusterScope:b,namespaces:[s,resources!:[s,verbs!:[s
2 flowcontrol.v1.ServiceAccountSubject name!:s,namespace!:s
2 flowcontrol.v1.Subject group:@flowcontrol.v1.GroupSubject,kind!:s,serviceAccount:@flowcontrol.v1.ServiceAccountSubject,user:@flowcontrol.v1.UserSubject
2 flowcontrol.v1.UserSubject name!:s
1 flowcontrol.v1beta2.ExemptPriorityLevelConfiguration lendablePercent:i,nominalConcurrencyShares:i
1 flowcontrol.v1beta2.FlowDistinguisherMethod type!:s
1 flowcontrol.v1beta2.FlowSchema apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@flowcontrol.v1beta2.FlowSchemaSpec,status:A
1 flowcontrol.v1beta2.FlowSchemaSpec distinguisherMethod:@flowcontrol.v1beta2.FlowDistinguisherMethod,matchingPrecedence:i,priorityLevelConfiguration!:@flowcontrol.v1beta2.PriorityLevelConfigurationReference,rules:[@flowcontrol.v1beta2.PolicyRulesWithSubjects
1 flowcontrol.v1beta2.GroupSubject name!:s
1 flowcontrol.v1beta2.LimitResponse queuing:@flowcontrol.v1beta2.QueuingConfiguration,type!:s
1 flowcontrol.v1beta2.LimitedPriorityLevelConfiguration assuredConcurrencyShares:i,borrowingLimitPercent:i,lendablePercent:i,limitResponse:@flowcontrol.v1beta2.LimitResponse
1 flowcontrol.v1beta2.NonResourcePolicyRule nonResourceURLs!:[s,verbs!:[s
1 flowcontrol.v1beta2.PolicyRulesWithSubjects nonResourceRules:[@flowcontrol.v1beta2.NonResourcePolicyRule,resourceRules:[@flowcontrol.v1beta2.ResourcePolicyRule,subjects!:[@flowcontrol.v1beta2.Subject
1 flowcontrol.v1beta2.PriorityLevelConfiguration apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@flowcontrol.v1beta2.PriorityLevelConfigurationSpec,status:A
1 flowcontrol.v1beta2.PriorityLevelConfigurationReference name!:s
1 flowcontrol.v1beta2.PriorityLevelConfigurationSpec exempt:@flowcontrol.v1beta2.ExemptPriorityLevelConfiguration,limited:@flowcontrol.v1beta2.LimitedPriorityLevelConfiguration,type!:s
1 flowcontrol.v1beta2.QueuingConfiguration handSize:i,queueLengthLimit:i,queues:i
1 flowcontrol.v1beta2.ResourcePolicyRule apiGroups!:[s,clusterScope:b,namespaces:[s,resources!:[s,verbs!:[s
1 flowcontrol.v1beta2.ServiceAccountSubject name!:s,namespace!:s
1 flowcontrol.v1beta2.Subject group:@flowcontrol.v1beta2.GroupSubject,kind!:s,serviceAccount:@flowcontrol.v1beta2.ServiceAccountSubject,user:@flowcontrol.v1beta2.UserSubject
1 flowcontrol.v1beta2.UserSubject name!:s
1 flowcontrol.v1beta3.ExemptPriorityLevelConfiguration lendablePercent:i,nominalConcurrencyShares:i
1 flowcontrol.v1beta3.FlowDistinguisherMethod type!:s
1 flowcontrol.v1beta3.FlowSchema apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@flowcontrol.v1beta3.FlowSchemaSpec,status:A
1 flowcontrol.v1beta3.FlowSchemaSpec distinguisherMethod:@flowcontrol.v1beta3.FlowDistinguisherMethod,matchingPrecedence:i,priorityLevelConfiguration!:@flowcontrol.v1beta3.PriorityLevelConfigurationReference,rules:[@flowcontrol.v1beta3.PolicyRulesWithSubjects
1 flowcontrol.v1beta3.GroupSubject name!:s
1 flowcontrol.v1beta3.LimitResponse queuing:@flowcontrol.v1beta3.QueuingConfiguration,type!:s
1 flowcontrol.v1beta3.LimitedPriorityLevelConfiguration borrowingLimitPercent:i,lendablePercent:i,limitResponse:@flowcontrol.v1beta3.LimitResponse,nominalConcurrencyShares:i
1 flowcontrol.v1beta3.NonResourcePolicyRule nonResourceURLs!:[s,verbs!:[s
1 flowcontrol.v1beta3.PolicyRulesWithSubjects nonResourceRules:[@flowcontrol.v1beta3.NonResourcePolicyRule,resourceRules:[@flowcontrol.v1beta3.ResourcePolicyRule,subjects!:[@flowcontrol.v1beta3.Subject
1 flowcontrol.v1beta3.PriorityLevelConfiguration apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@flowcontrol.v1beta3.PriorityLevelConfigurationSpec,status:A
1 flowcontrol.v1beta3.PriorityLevelConfigurationReference name!:s
1 flowcontrol.v1beta3.PriorityLevelConfigurationSpec exempt:@flowcontrol.v1beta3.ExemptPriorityLevelConfiguration,limited:@flowcontrol.v1beta3.LimitedPriorityLevelConfiguration,type!:s
1 flowcontrol.v1beta3.QueuingConfiguration handSize:i,queueLengthLimit:i,queues:i
1 flowcontrol.v1beta3.ResourcePolicyRule apiGroups!:[s,clusterScope:b,namespaces:[s,resources!:[s,verbs!:[s
1 flowcontrol.v1beta3.ServiceAccountSubject name!:s,namespace!:s
1 flowcontrol.v1beta3.Subject group:@flowcontrol.v1beta3.GroupSubject,kind!:s,serviceAccount:@flowcontrol.v1beta3.ServiceAccountSubject,user:@flowcontrol.v1beta3.UserSubject
1 flowcontrol.v1beta3.UserSubject name!:s
2 meta.v1.FieldSelectorRequirement key!:s,operator!:s,values:[s
3 meta.v1.LabelSelector matchExpressions:[@meta.v1.LabelSelectorRequirement,matchLabels:{s
3 meta.v1.LabelSelectorRequirement key!:s,operator!:s,values:[s
3 meta.v1.ManagedFieldsEntry apiVersion:s,fieldsType:s,fieldsV1:A,manager:s,operation:s,subresource:s,time:t
3 meta.v1.ObjectMeta annotations:{s,creationTimestamp:t,deletionGracePeriodSeconds:l,deletionTimestamp:t,finalizers:[s,generateName:s,generation:l,labels:{s,managedFields:[@meta.v1.ManagedFieldsEntry,name:s,namespace:s,ownerReferences:[@meta.v1.OwnerReference,resourceVersion:s,selfLink:s,uid:s
3 meta.v1.OwnerReference apiVersion:s,blockOwnerDeletion:b,controller:b,kind:s,name:s,uid:s
3 networking.v1.HTTPIngressPath backend!:@networking.v1.IngressBackend,path:s,pathType!:s=Exact|ImplementationSpecific|Prefix
3 networking.v1.HTTPIngressRuleValue paths!:[@networking.v1.HTTPIngressPath
2 networking.v1.IPAddress apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@networking.v1.IPAddressSpec
2 networking.v1.IPAddressSpec parentRef!:@networking.v1.ParentReference
3 networking.v1.IPBlock cidr!:s,except:[s
3 networking.v1.Ingress apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@networking.v1.IngressSpec,status:A
3 networking.v1.IngressBackend resource:@core.v1.TypedLocalObjectReference,service:@networking.v1.IngressServiceBackend
3 networking.v1.IngressClass apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@networking.v1.IngressClassSpec
3 networking.v1.IngressClassParametersReference apiGroup:s,kind!:s,name!:s,namespace:s,scope:s
3 networking.v1.IngressClassSpec controller:s,parameters:@networking.v1.IngressClassParametersReference
3 networking.v1.IngressRule host:s,http:@networking.v1.HTTPIngressRuleValue
3 networking.v1.IngressServiceBackend name!:s,port:@networking.v1.ServiceBackendPort
3 networking.v1.IngressSpec defaultBackend:@networking.v1.IngressBackend,ingressClassName:s,rules:[@networking.v1.IngressRule,tls:[@networking.v1.IngressTLS
3 networking.v1.IngressTLS hosts:[s,secretName:s
3 networking.v1.NetworkPolicy apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@networking.v1.NetworkPolicySpec
3 networking.v1.NetworkPolicyEgressRule ports:[@networking.v1.NetworkPolicyPort,to:[@networking.v1.NetworkPolicyPeer
3 networking.v1.NetworkPolicyIngressRule from:[@networking.v1.NetworkPolicyPeer,ports:[@networking.v1.NetworkPolicyPort
3 networking.v1.NetworkPolicyPeer ipBlock:@networking.v1.IPBlock,namespaceSelector:@meta.v1.LabelSelector,podSelector:@meta.v1.LabelSelector
3 networking.v1.NetworkPolicyPort endPort:i,port:o,protocol:s=SCTP|TCP|UDP
1 networking.v1.NetworkPolicySpec egress:[@networking.v1.NetworkPolicyEgressRule,ingress:[@networking.v1.NetworkPolicyIngressRule,podSelector:@meta.v1.LabelSelector,policyTypes:[s
2 networking.v1.NetworkPolicySpec egress:[@networking.v1.NetworkPolicyEgressRule,ingress:[@networking.v1.NetworkPolicyIngressRule,podSelector:@meta.v1.LabelSelector,policyTypes:[s=Egress|Ingress
2 networking.v1.ParentReference group:s,name!:s,namespace:s,resource!:s
3 networking.v1.ServiceBackendPort name:s,number:i
2 networking.v1.ServiceCIDR apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@networking.v1.ServiceCIDRSpec,status:A
2 networking.v1.ServiceCIDRSpec cidrs:[s
3 node.v1.Overhead podFixed:{q
3 node.v1.RuntimeClass apiVersion:s,handler!:s,kind:s,metadata:@meta.v1.ObjectMeta,overhead:@node.v1.Overhead,scheduling:@node.v1.Scheduling
3 node.v1.Scheduling nodeSelector:{s,tolerations:[@core.v1.Toleration
3 policy.v1.PodDisruptionBudget apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:@policy.v1.PodDisruptionBudgetSpec,status:A
3 policy.v1.PodDisruptionBudgetSpec maxUnavailable:o,minAvailable:o,selector:@meta.v1.LabelSelector,unhealthyPodEvictionPolicy:s=AlwaysAllow|IfHealthyBudget
3 rbac.v1.AggregationRule clusterRoleSelectors:[@meta.v1.LabelSelector
3 rbac.v1.ClusterRole aggregationRule:@rbac.v1.AggregationRule,apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,rules:[@rbac.v1.PolicyRule
3 rbac.v1.ClusterRoleBinding apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,roleRef!:@rbac.v1.RoleRef,subjects:[@rbac.v1.Subject
3 rbac.v1.PolicyRule apiGroups:[s,nonResourceURLs:[s,resourceNames:[s,resources:[s,verbs!:[s
3 rbac.v1.Role apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,rules:[@rbac.v1.PolicyRule
3 rbac.v1.RoleBinding apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,roleRef!:@rbac.v1.RoleRef,subjects:[@rbac.v1.Subject
3 rbac.v1.RoleRef apiGroup:s,kind!:s,name!:s
3 rbac.v1.Subject apiGroup:s,kind!:s,name!:s,namespace:s
2 resource.v1.CELDeviceSelector expression!:s
2 resource.v1.CapacityRequestPolicy default:q,validRange:@resource.v1.CapacityRequestPolicyRange,validValues:[q
2 resource.v1.CapacityRequestPolicyRange max:q,min!:q,step:q
2 resource.v1.CapacityRequirements requests:{q
2 resource.v1.Counter value!:q
2 resource.v1.CounterSet counters!:{@resource.v1.Counter,name!:s
2 resource.v1.Device allNodes:b,allowMultipleAllocations:b,attributes:{@resource.v1.DeviceAttribute,bindingConditions:[s,bindingFailureConditions:[s,bindsToNode:b,capacity:{@resource.v1.DeviceCapacity,consumesCounters:[@resource.v1.DeviceCounterConsumption,name!:s,nodeName:s,nodeSelector:@core.v1.NodeSelector,taints:[@resource.v1.DeviceTaint
2 resource.v1.DeviceAttribute bool:b,int:l,string:s,version:s
2 resource.v1.DeviceCapacity requestPolicy:@resource.v1.CapacityRequestPolicy,value!:q
2 resource.v1.DeviceClaim config:[@resource.v1.DeviceClaimConfiguration,constraints:[@resource.v1.DeviceConstraint,requests:[@resource.v1.DeviceRequest
2 resource.v1.DeviceClaimConfiguration opaque:@resource.v1.OpaqueDeviceConfiguration,requests:[s
2 resource.v1.DeviceClass apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec!:@resource.v1.DeviceClassSpec
2 resource.v1.DeviceClassConfiguration opaque:@resource.v1.OpaqueDeviceConfiguration
2 resource.v1.DeviceClassSpec config:[@resource.v1.DeviceClassConfiguration,extendedResourceName:s,selectors:[@resource.v1.DeviceSelector
2 resource.v1.DeviceConstraint distinctAttribute:s,matchAttribute:s,requests:[s
2 resource.v1.DeviceCounterConsumption counterSet!:s,counters!:{@resource.v1.Counter
2 resource.v1.DeviceRequest exactly:@resource.v1.ExactDeviceRequest,firstAvailable:[@resource.v1.DeviceSubRequest,name!:s
2 resource.v1.DeviceSelector cel:@resource.v1.CELDeviceSelector
2 resource.v1.DeviceSubRequest allocationMode:s=All|ExactCount,capacity:@resource.v1.CapacityRequirements,count:l,deviceClassName!:s,name!:s,selectors:[@resource.v1.DeviceSelector,tolerations:[@resource.v1.DeviceToleration
2 resource.v1.DeviceTaint effect!:s=NoExecute|NoSchedule|None,key!:s,timeAdded:t,value:s
2 resource.v1.DeviceToleration effect:s=NoExecute|NoSchedule|None,key:s,operator:s=Equal|Exists,tolerationSeconds:l,value:s
2 resource.v1.ExactDeviceRequest adminAccess:b,allocationMode:s=All|ExactCount,capacity:@resource.v1.CapacityRequirements,count:l,deviceClassName!:s,selectors:[@resource.v1.DeviceSelector,tolerations:[@resource.v1.DeviceToleration
2 resource.v1.OpaqueDeviceConfiguration driver!:s,parameters!:a
2 resource.v1.ResourceClaim apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec!:@resource.v1.ResourceClaimSpec,status:A
2 resource.v1.ResourceClaimSpec devices:@resource.v1.DeviceClaim
2 resource.v1.ResourceClaimTemplate apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec!:@resource.v1.ResourceClaimTemplateSpec
2 resource.v1.ResourceClaimTemplateSpec metadata:@meta.v1.ObjectMeta,spec!:@resource.v1.ResourceClaimSpec
2 resource.v1.ResourcePool generation!:l,name!:s,resourceSliceCount!:l
2 resource.v1.ResourceSlice apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec!:@resource.v1.ResourceSliceSpec
2 resource.v1.ResourceSliceSpec allNodes:b,devices:[@resource.v1.Device,driver!:s,nodeName:s,nodeSelector:@core.v1.NodeSelector,perDeviceNodeSelection:b,pool!:@resource.v1.ResourcePool,sharedCounters:[@resource.v1.CounterSet
3 scheduling.v1.PriorityClass apiVersion:s,description:s,globalDefault:b,kind:s,metadata:@meta.v1.ObjectMeta,preemptionPolicy:s=Never|PreemptLowerPriority,value:i
3 storage.v1.CSIDriver apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec!:@storage.v1.CSIDriverSpec
2 storage.v1.CSIDriverSpec attachRequired:b,fsGroupPolicy:s,nodeAllocatableUpdatePeriodSeconds:l,podInfoOnMount:b,requiresRepublish:b,seLinuxMount:b,serviceAccountTokenInSecrets:b,storageCapacity:b,tokenRequests:[@storage.v1.TokenRequest,volumeLifecycleModes:[s
1 storage.v1.CSIDriverSpec attachRequired:b,fsGroupPolicy:s,podInfoOnMount:b,requiresRepublish:b,seLinuxMount:b,storageCapacity:b,tokenRequests:[@storage.v1.TokenRequest,volumeLifecycleModes:[s
3 storage.v1.CSINode apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec!:@storage.v1.CSINodeSpec
3 storage.v1.CSINodeDriver allocatable:@storage.v1.VolumeNodeResources,name!:s,nodeID!:s,topologyKeys:[s
3 storage.v1.CSINodeSpec drivers!:[@storage.v1.CSINodeDriver
3 storage.v1.CSIStorageCapacity apiVersion:s,capacity:q,kind:s,maximumVolumeSize:q,metadata:@meta.v1.ObjectMeta,nodeTopology:@meta.v1.LabelSelector,storageClassName!:s
3 storage.v1.StorageClass allowVolumeExpansion:b,allowedTopologies:[@core.v1.TopologySelectorTerm,apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,mountOptions:[s,parameters:{s,provisioner!:s,reclaimPolicy:s=Delete|Recycle|Retain,volumeBindingMode:s=Immediate|WaitForFirstConsumer
3 storage.v1.TokenRequest audience!:s,expirationSeconds:l
3 storage.v1.VolumeAttachment apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec!:@storage.v1.VolumeAttachmentSpec,status:A
3 storage.v1.VolumeAttachmentSource inlineVolumeSpec:@core.v1.PersistentVolumeSpec,persistentVolumeName:s
3 storage.v1.VolumeAttachmentSpec attacher!:s,nodeName!:s,source!:@storage.v1.VolumeAttachmentSource
2 storage.v1.VolumeAttributesClass apiVersion:s,driverName!:s,kind:s,metadata:@meta.v1.ObjectMeta,parameters:{s
3 storage.v1.VolumeNodeResources count:i
`;
