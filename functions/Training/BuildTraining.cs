using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;

namespace PhotoScore.Functions.Training;

/// <summary>The training that a recipe's <c>train</c> asks for when its dataset is finished.</summary>
/// <param name="Train">The recipe's member: a training request without dataset and version, and <c>model</c>.</param>
/// <param name="Dataset">The dataset that was built.</param>
/// <param name="Version">Its version.</param>
/// <param name="Origin">The build's instance id.</param>
internal sealed record BuildTraining(JsonElement Train, DatasetName Dataset, VersionId Version, string Origin)
{
    /// <summary>Reads a recipe's <c>train</c>; null when it has faults, which are told by their path below <c>train</c>.</summary>
    public static (ModelName Model, TrainingRequest Request)? Read(
        JsonElement train, DatasetName dataset, VersionId? version, RequestFaults faults)
    {
        if (JsonNode.Parse(train.GetRawText()) is not JsonObject members)
        {
            faults.Add("$", "It must be an object, such as {\"model\":\"smiles\",\"architecture\":\"basic-cnn\"}.");
            return null;
        }
        foreach (var name in (string[])["dataset", "version"])
        {
            if (members.Remove(name))
                faults.Add(name, "Leave it out: the training learns from the dataset that this recipe builds.");
        }

        ModelName? model = null;
        var text = members["model"] is JsonValue value && value.TryGetValue<string>(out var given) ? given : null;
        if (!ModelName.TryParse(text, out model))
            faults.Add("model", "Name the model to train: 3 to 63 lowercase letters, digits and single hyphens.");
        members.Remove("model");
        members["dataset"] = dataset.Value;
        members["version"] = version?.ToString();
        var request = TrainingRequestReader.Read(members, faults);
        return faults.Any ? null : (model!, request!);
    }
}

/// <summary>Starts the training that a dataset build asks for.</summary>
internal sealed class BuildTrainingActivity(TrainingStarter starter)
{
    /// <summary>Call it as the last activity of a build; a second call finds the training that the first one started.</summary>
    /// <returns>The training's instance id.</returns>
    /// <exception cref="InvalidOperationException">The request has faults; the message names them all.</exception>
    [Function(nameof(StartBuildTraining))]
    public async Task<string> StartBuildTraining(
        [ActivityTrigger] BuildTraining build, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var faults = new RequestFaults();
        var training = BuildTraining.Read(build.Train, build.Dataset, build.Version, faults) is var (model, request)
            ? await starter.StartAsync(model, request, build.Origin, client, faults, cancellation)
            : null;
        return training?.InstanceId ?? throw new InvalidOperationException(
            $"The recipe's train can't be started: {string.Join(" ", faults.ByPath().Select(fault => $"{fault.Key}: {string.Join(" ", fault.Value)}"))}");
    }
}
