using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Datasets;

namespace PhotoScore.Functions.Training;

/// <summary>The training that a recipe's <c>train</c> asks for when its dataset is finished.</summary>
internal static class BuildTraining
{
    /// <summary>Reads a recipe's <c>train</c>; null when it has faults, which are told by their path below <c>train</c>.</summary>
    /// <param name="train">A training request without dataset and version, and <c>model</c>.</param>
    /// <param name="dataset">The dataset that the recipe builds.</param>
    /// <param name="version">Its version; null before there is one.</param>
    /// <param name="faults">Told of every fault.</param>
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
internal sealed class BuildTrainingActivity(BuildRecipes recipes, TrainingStarter starter, ILogger<BuildTrainingActivity> logger)
{
    /// <summary>The last activity of a build; a second call finds the training that the first one started.</summary>
    /// <returns>The training's instance id, or why none was started; null when the recipe asks for none.</returns>
    [Function(nameof(StartBuildTraining))]
    public async Task<string?> StartBuildTraining(
        [ActivityTrigger] BuildId build, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if ((await recipes.GetAsync(build, cancellation)).Recipe.Train is not { } train)
            return null;

        var faults = new RequestFaults();
        var training = BuildTraining.Read(train, build.Dataset, build.Version, faults) is var (model, request)
            ? await starter.StartAsync(model, request, RequestOrigin.Of(build.InstanceId), client, faults, cancellation)
            : null;
        if (training is not null)
            return training.InstanceId;

        // The dataset is complete and good for other trainings: the build does not fail for this.
        var reason = string.Join(" ", faults.ByPath().Select(fault => $"{fault.Key}: {string.Join(" ", fault.Value)}"));
        logger.BuildTrainingRefused(build.InstanceId, reason);
        return $"Not started: {reason}";
    }
}
