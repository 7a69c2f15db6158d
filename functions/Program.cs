using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using PhotoScore.Functions.Api.Pipeline;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.OpenInference;
using PhotoScore.Functions.Predictions;
using PhotoScore.Functions.Storage;
using PhotoScore.Functions.Training;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseAnswers();
builder.Services.AddPhotoStorage(builder.Configuration);
builder.Services.AddDatasets(builder.Configuration);
builder.Services.AddTraining(builder.Configuration);
builder.Services.AddPredictions(builder.Configuration);
builder.Services.AddOpenInference();
builder.Build().Run();
